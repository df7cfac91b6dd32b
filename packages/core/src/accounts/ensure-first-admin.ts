import type { Database } from "@eventmaster/db/client";
import { auditLog } from "@eventmaster/db/schema/audit";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { OrganizationId } from "../context.ts";
import { hashPassword } from "./passwords.ts";

interface FirstAdmin {
  db: Database;
  organizationId: OrganizationId;
  email: string;
  password: string;
  now: Date;
}

/**
 * Gives a system that has no admin its first (invariant 8): makes the account, or raises the one with that email. Where
 * there is an admin already, nothing changes: the variables may stay set.
 * @returns whether an admin was made
 */
export async function ensureFirstAdmin(first: FirstAdmin): Promise<boolean> {
  const hashedPassword = await hashPassword(first.password);
  return first.db.transaction(async (tx) => {
    // Servers that start at once take turns.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('eventmaster first admin'))`);
    const isAdmin = and(eq(memberships.organizationId, first.organizationId), eq(memberships.role, "admin"));
    if ((await tx.$count(memberships, isAdmin)) > 0) return false;
    const [known] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, sql`lower(${first.email})`));
    const userId = known?.id ?? uuidv7();
    if (!known)
      await tx.insert(users).values({
        id: userId,
        email: first.email,
        displayName: "Admin",
        hashedPassword,
        emailVerifiedAt: first.now,
        isPlatformAdmin: true,
        createdAt: first.now,
      });
    if (known) await tx.update(users).set({ isPlatformAdmin: true }).where(eq(users.id, known.id));
    await tx
      .insert(memberships)
      .values({ organizationId: first.organizationId, userId, role: "admin", createdAt: first.now })
      .onConflictDoUpdate({
        target: [memberships.organizationId, memberships.userId],
        set: { role: "admin" },
      });
    await tx.insert(auditLog).values({
      id: uuidv7(),
      organizationId: first.organizationId,
      at: first.now,
      action: "user.change_role",
      subjectType: "user",
      subjectId: userId,
      details: { before: known ? "member" : null, after: "admin", by: "ADMIN_EMAIL" },
    });
    return true;
  });
}
