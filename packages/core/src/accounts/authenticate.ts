import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { memberships } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Actor, OrganizationId } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { AccessTokens } from "./access-tokens.ts";

interface Gate {
  pool: DatabaseOrTransaction;
  accessTokens: AccessTokens;
  organizationId: OrganizationId;
  now: Date;
}

/**
 * Who an access token speaks for. Session and role are read at each request, one look-up by primary key, so that
 * log-out and a role change take effect at once and not when the token expires.
 * @throws session_ended
 */
export async function authenticate(gate: Gate, accessToken: string): Promise<Actor> {
  const claims = await gate.accessTokens.read(accessToken, gate.now);
  const [found] = await gate.pool
    .select({ role: memberships.role, isPlatformAdmin: users.isPlatformAdmin })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.organizationId, gate.organizationId)),
    )
    .where(
      and(
        eq(sessions.id, claims.sessionId),
        eq(sessions.userId, claims.userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, gate.now),
      ),
    );
  if (!found) throw new DomainError("session_ended");
  return { userId: claims.userId, sessionId: claims.sessionId, ...found };
}
