import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { asc, eq, sql } from "drizzle-orm";
import type { OrganizationId } from "../context.ts";
import { trustOrganizationId } from "./organization-id.ts";

/** The organizations that a person belongs to, the one joined first first. Asks across tenants, so it takes the pool. */
export async function organizationsOf(pool: DatabaseOrTransaction, userId: string) {
  const rows = await pool
    .select({
      id: organizations.id,
      slug: organizations.slug,
      name: organizations.name,
      role: memberships.role,
      joinedAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(organizations.id));
  return rows.map((row): typeof row & { id: OrganizationId } => ({
    ...row,
    id: trustOrganizationId(row.id),
  }));
}

/** Those, and the ones that the person left but where something of theirs still lies. */
export async function touchedOrganizationsOf(
  pool: DatabaseOrTransaction,
  userId: string,
): Promise<OrganizationId[]> {
  const rows = await pool.execute<{ id: string }>(sql`
    select organization_id as id from memberships where user_id = ${userId}
    union select organization_id from registrations where user_id = ${userId}
    union select organization_id from waitlist_entries where user_id = ${userId}
    union select organization_id from door_devices where user_id = ${userId}
    union select organization_id from events where organizer_id = ${userId}
    union select organization_id from invitations where invited_by = ${userId}
    order by id`);
  return rows.map(({ id }) => trustOrganizationId(id));
}
