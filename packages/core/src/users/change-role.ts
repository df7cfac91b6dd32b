import type { changeRoleInput, User } from "@eventmaster/contract/users";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { lockAdmins } from "./lock-admins.ts";

/**
 * Gives a person another role in the organization, from their next request on.
 * @throws not_found; last_admin when nobody else could manage people afterwards (invariant 8)
 */
export async function changeRole(ctx: Context, input: z.infer<typeof changeRoleInput>): Promise<User> {
  authorize(ctx, "user:change-role");
  return transaction(ctx, async (ctx) => {
    const admins = await lockAdmins(ctx);
    const [user] = await ctx.db
      .select({
        id: users.id,
        email: users.email,
        displayName: users.displayName,
        role: memberships.role,
        createdAt: users.createdAt,
      })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(memberships.organizationId, ctx.organizationId), eq(users.id, input.userId)));
    if (!user) throw new DomainError("not_found");
    if (input.role !== "admin" && admins.includes(user.id) && admins.length === 1)
      throw new DomainError("last_admin");
    if (user.role !== input.role) {
      await ctx.db
        .update(memberships)
        .set({ role: input.role })
        .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, user.id)));
      await recordAudit(ctx, {
        action: "user.change_role",
        subjectType: "user",
        subjectId: user.id,
        details: { before: user.role, after: input.role },
      });
    }
    return { ...user, role: input.role, createdAt: user.createdAt.toISOString() };
  });
}
