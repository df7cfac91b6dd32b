import { memberships } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
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
  const renewed = await transaction(ctx, async (ctx) => {
    const next = createRefreshToken(sessionId);
    const userId = await rotate(ctx, sessionId, hashToken(token), next.hash);
    if (userId === null) {
      await endReusedSession(ctx, sessionId);
      return null;
    }
    const [user] = await ctx.db
      .select({ id: users.id, email: users.email, displayName: users.displayName, role: memberships.role })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(users.id, userId), eq(memberships.organizationId, ctx.organizationId)));
    return user ? { signedIn: await signIn(ctx, user, sessionId), refreshToken: next.token } : null;
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
): Promise<string | null> {
  const [session] = await ctx.db
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
    .returning({ userId: sessions.userId });
  return session?.userId ?? null;
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
