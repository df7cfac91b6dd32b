import type { Role } from "@eventmaster/contract/permissions";
import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { memberships } from "@eventmaster/db/schema/organizations";
import { asc, desc, eq } from "drizzle-orm";
import type { OrganizationId } from "../context.ts";
import { trustOrganizationId } from "./organization-id.ts";

export interface Standing {
  organizationId: OrganizationId;
  role: Role | "guest";
}

/**
 * Where a person acts: in the preferred organization if they belong to it, else in the one they joined first; a guest of
 * the preferred one when they belong to none. Asks across tenants, so it takes the pool: for the gate only.
 */
export async function membershipOf(
  pool: DatabaseOrTransaction,
  userId: string,
  preferred: OrganizationId,
): Promise<Standing> {
  const [found] = await pool
    .select({ organizationId: memberships.organizationId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(
      desc(eq(memberships.organizationId, preferred)),
      asc(memberships.createdAt),
      asc(memberships.organizationId),
    )
    .limit(1);
  if (!found) return { organizationId: preferred, role: "guest" };
  return { organizationId: trustOrganizationId(found.organizationId), role: found.role };
}
