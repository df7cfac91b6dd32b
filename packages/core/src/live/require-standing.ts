import { apiKeys } from "@eventmaster/db/schema/accounts";
import { memberships } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Actor, TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/**
 * That who opened a connection some time ago would be let in now as well: their session or key is live, and their role is
 * the same. A request asks the gate; a connection that stays open has to ask again.
 * @throws not_signed_in, session_ended
 */
export async function requireStanding(ctx: TenantContext): Promise<void> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("not_signed_in");
  const [isLive, role] = [await isAccessLive(ctx, actor), await roleOf(ctx, actor.userId)];
  if (!isLive || role !== actor.role) throw new DomainError("session_ended");
}

async function isAccessLive(ctx: TenantContext, actor: Actor): Promise<boolean> {
  if (actor.apiKey) {
    const isUsable = and(
      eq(apiKeys.id, actor.apiKey.id),
      isNull(apiKeys.revokedAt),
      or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, ctx.now)),
    );
    return (await ctx.db.$count(apiKeys, isUsable)) === 1;
  }
  if (actor.sessionId === null) return false;
  const isOpen = and(
    eq(sessions.id, actor.sessionId),
    eq(sessions.userId, actor.userId),
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, ctx.now),
  );
  return (await ctx.db.$count(sessions, isOpen)) === 1;
}

async function roleOf(ctx: TenantContext, userId: string): Promise<Actor["role"]> {
  const [found] = await ctx.db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, userId)));
  return found?.role ?? "guest";
}
