import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { membershipOf } from "../organizations/membership-of.ts";
import { sendSecurityNotice } from "./security-notice.ts";
import { hashToken, sessionExpiry, sessionOfRefreshToken } from "./refresh-tokens.ts";
import { signIn, type StartedSession } from "./start-session.ts";

/**
 * Trades a refresh token for a new pair. One that was traded before ends the whole session, because either the thief or
 * the owner is holding it. Two trades that are under way at the same moment get the same successor (decision 18).
 * @throws session_ended
 */
export async function refreshSession(ctx: Context, token: string): Promise<StartedSession> {
  const sessionId = sessionOfRefreshToken(token);
  if (sessionId === null) throw new DomainError("session_ended");
  const [found] = await ctx.pool
    .select({
      id: users.id,
      email: users.email,
      displayName: users.displayName,
      locale: users.locale,
      timeZone: users.timeZone,
      tokenHash: sessions.tokenHash,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId));
  if (!found) throw new DomainError("session_ended");
  const { tokenHash, ...user } = found;
  const { organizationId, role } = await membershipOf(ctx.pool, user.id, ctx.organizationId);
  const renewed = await transaction({ ...ctx, organizationId }, async (ctx) => {
    const next = ctx.refreshTokens.after(token);
    const usedHash = hashToken(token);
    const wasNewest = tokenHash === usedHash;
    const isRenewed =
      (await rotate(ctx, sessionId, usedHash, next.hash)) ||
      (wasNewest && (await wasRotatedMeanwhile(ctx, sessionId, next.hash, user.id)));
    if (isRenewed)
      return { signedIn: await signIn(ctx, { ...user, role }, sessionId), refreshToken: next.token };
    // Who only knows or guesses the session's id must not be able to end it.
    if (ctx.refreshTokens.isOurs(token)) await endReusedSession(ctx, sessionId);
    return null;
  });
  // Thrown only now: the end of a stolen session must be kept.
  if (renewed === null) throw new DomainError("session_ended");
  return renewed;
}

/** The token must be the newest: of two uses at once, the row lock lets one through, and the other finds it used. */
async function rotate(
  ctx: TenantContext,
  sessionId: string,
  usedHash: string,
  nextHash: string,
): Promise<boolean> {
  const rotated = await ctx.db
    .update(sessions)
    .set({ tokenHash: nextHash, lastUsedAt: ctx.now, expiresAt: sessionExpiry(ctx.now) })
    .where(and(isLive(ctx, sessionId), eq(sessions.tokenHash, usedHash)))
    .returning({ id: sessions.id });
  return rotated.length > 0;
}

/** Whether the newest token is this one's successor: then somebody else's trade of it overtook this one. */
async function wasRotatedMeanwhile(
  ctx: TenantContext,
  sessionId: string,
  nextHash: string,
  userId: string,
): Promise<boolean> {
  const found = await ctx.db.$count(sessions, and(isLive(ctx, sessionId), eq(sessions.tokenHash, nextHash)));
  if (found === 0) return false;
  await recordAudit(ctx, {
    action: "session.refresh_repeated",
    subjectType: "session",
    subjectId: sessionId,
    actorId: userId,
  });
  return true;
}

function isLive(ctx: TenantContext, sessionId: string) {
  return and(eq(sessions.id, sessionId), isNull(sessions.endedAt), gt(sessions.expiresAt, ctx.now));
}

async function endReusedSession(ctx: TenantContext, sessionId: string): Promise<void> {
  const [ended] = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now, endedReason: "reused_token" })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
    .returning({ userId: sessions.userId });
  if (!ended) return;
  await recordAudit(ctx, {
    action: "session.reuse_detected",
    subjectType: "session",
    subjectId: sessionId,
    actorId: ended.userId,
  });
  await sendSecurityNotice(ctx, ended.userId, "session_stolen");
  ctx.logger.warn({ sessionId }, "a used refresh token came again: session ended");
}
