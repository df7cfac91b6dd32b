import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { memberships } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Actor, OrganizationId } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { trustOrganizationId } from "../organizations/organization-id.ts";
import type { AccessTokens } from "./access-tokens.ts";

export interface Gate {
  pool: DatabaseOrTransaction;
  accessTokens: AccessTokens;
  organizationId: OrganizationId;
  /** The request insists on this organization: who is no member of it acts there as a guest, and not elsewhere. */
  isOrganizationNamed?: boolean;
  now: Date;
}

/** Who asks, and the organization in which they act. */
export interface SignedInActor extends Actor {
  organizationId: OrganizationId;
}

/**
 * Who an access token speaks for. Session and role are read at each request, in one look-up by primary keys, so that
 * log-out and a role change take effect at once and not when the token expires.
 * @throws session_ended
 */
export async function authenticate(gate: Gate, accessToken: string): Promise<SignedInActor> {
  const claims = await gate.accessTokens.read(accessToken, gate.now);
  const isPreferred = eq(memberships.organizationId, gate.organizationId);
  const [found] = await gate.pool
    .select({
      isPlatformAdmin: users.isPlatformAdmin,
      organizationId: memberships.organizationId,
      role: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, users.id), gate.isOrganizationNamed ? isPreferred : undefined),
    )
    .where(
      and(
        eq(sessions.id, claims.sessionId),
        eq(sessions.userId, claims.userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, gate.now),
      ),
    )
    // As `membershipOf` chooses: the preferred organization, else the one joined first.
    .orderBy(
      sql`${desc(isPreferred)} nulls last`,
      asc(memberships.createdAt),
      asc(memberships.organizationId),
    )
    .limit(1);
  if (!found) throw new DomainError("session_ended");
  return {
    userId: claims.userId,
    sessionId: claims.sessionId,
    isPlatformAdmin: found.isPlatformAdmin,
    role: found.role ?? "guest",
    organizationId:
      found.organizationId === null ? gate.organizationId : trustOrganizationId(found.organizationId),
  };
}
