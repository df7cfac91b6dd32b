import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { membershipOf } from "../organizations/membership-of.ts";
import { createRefreshToken, hashToken, sessionExpiry, sessionOfRefreshToken } from "./refresh-tokens.ts";
import { signIn, type StartedSession } from "./start-session.ts";

/**
 * Trades a refresh token for a new pair. Each works once: one that was used before ends the whole session, because
 * either the thief or the owner is holding it (blueprint §3, "sessions").
 * @throws session_ended
 */
export async function refreshSession(ctx: Context, token: string): Promise<StartedSession> {
  const sessionId = sessionOfRefreshToken(token);
  if (sessionId === null) throw new DomainError("session_ended");
  const [user] = await ctx.pool
    .select({
      id: users.id,
      email: users.email,
      displayName: users.displayName,
      locale: users.locale,
      timeZone: users.timeZone,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId));
  if (!user) throw new DomainError("session_ended");
  const { organizationId, role } = await membershipOf(ctx.pool, user.id, ctx.organizationId);
  const renewed = await transaction({ ...ctx, organizationId }, async (ctx) => {
    const next = createRefreshToken(sessionId);
    if (await rotate(ctx, sessionId, hashToken(token), next.hash))
      return { signedIn: await signIn(ctx, { ...user, role }, sessionId), refreshToken: next.token };
    await endReusedSession(ctx, sessionId);
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
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.tokenHash, usedHash),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, ctx.now),
      ),
    )
    .returning({ id: sessions.id });
  return rotated.length > 0;
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
  ctx.logger.warn({ sessionId }, "a used refresh token came again: session ended");
}
