import { keyActions } from "@eventmaster/contract/api-keys";
import { apiKeys } from "@eventmaster/db/schema/accounts";
import { memberships } from "@eventmaster/db/schema/organizations";
import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Gate, SignedInActor } from "../accounts/authenticate.ts";
import { hashToken } from "../accounts/refresh-tokens.ts";
import { DomainError } from "../domain-error.ts";
import { trustOrganizationId } from "../organizations/organization-id.ts";

/** What every key begins with, so that a leaked one is found by searching for it. */
export const keyMark = "em_";

/** `last used` is for people who wonder whether a key still is: to the minute is enough, and spares a write per request. */
const minute = 60_000;

/**
 * Whom an API key speaks for: its owner, in its organization, with the role they have there now.
 * @throws session_ended when there is no such key (any more) or its owner has left; organization_not_found when the
 *   request names another organization
 */
export async function authenticateApiKey(gate: Gate, key: string): Promise<SignedInActor> {
  const [found] = await gate.pool
    .select({
      id: apiKeys.id,
      organizationId: apiKeys.organizationId,
      userId: apiKeys.userId,
      actions: apiKeys.actions,
      lastUsedAt: apiKeys.lastUsedAt,
      role: memberships.role,
    })
    .from(apiKeys)
    .innerJoin(
      memberships,
      and(eq(memberships.organizationId, apiKeys.organizationId), eq(memberships.userId, apiKeys.userId)),
    )
    .where(
      and(
        eq(apiKeys.keyHash, hashToken(key)),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, gate.now)),
      ),
    );
  if (!found) throw new DomainError("session_ended", { message: "This API key does not work (any more)." });
  if (gate.isOrganizationNamed && gate.organizationId !== found.organizationId)
    throw new DomainError("organization_not_found");
  const aMinuteAgo = new Date(gate.now.getTime() - minute);
  if (found.lastUsedAt === null || found.lastUsedAt < aMinuteAgo)
    await gate.pool
      .update(apiKeys)
      .set({ lastUsedAt: gate.now })
      .where(
        and(eq(apiKeys.id, found.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, aMinuteAgo))),
      );
  return {
    userId: found.userId,
    sessionId: null,
    role: found.role,
    // The platform is no matter for machines.
    isPlatformAdmin: false,
    apiKey: { id: found.id, actions: keyActions.filter((action) => found.actions.includes(action)) },
    organizationId: trustOrganizationId(found.organizationId),
  };
}
