import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** Locks who is admin until the transaction ends, so that two admins cannot demote or remove each other at once. */
export async function lockAdmins(ctx: TenantContext): Promise<string[]> {
  const rows = await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.role, "admin")))
    .orderBy(asc(memberships.userId))
    .for("update");
  return rows.map((row) => row.userId);
}

/** @throws last_admin when nobody else could manage people without this one (invariant 8) */
export async function refuseLastAdmin(ctx: TenantContext, userId: string): Promise<void> {
  const admins = await lockAdmins(ctx);
  if (admins.length === 1 && admins[0] === userId) throw new DomainError("last_admin");
}

/** @throws last_admin when nobody else could create organizations without this one */
export async function refuseLastPlatformAdmin(ctx: TenantContext, userId: string): Promise<void> {
  const admins = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.isPlatformAdmin, true))
    .orderBy(asc(users.id))
    .for("update");
  if (admins.length === 1 && admins[0]?.id === userId) throw new DomainError("last_admin");
}
