import type { Page } from "@eventmaster/contract/paging";
import type { listUsersInput, User } from "@eventmaster/contract/users";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, count, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { containing, mapPage, pageThrough } from "../paging.ts";

/** People of the organization, newest first. */
export async function listUsers(ctx: Context, input: z.infer<typeof listUsersInput>): Promise<Page<User>> {
  authorize(ctx, "user:list");
  return reading(ctx, async (ctx) => {
    const filter = and(
      eq(memberships.organizationId, ctx.organizationId),
      input.role ? eq(memberships.role, input.role) : undefined,
      input.q ? sql`(${users.displayName} || ' ' || ${users.email}) ilike ${containing(input.q)}` : undefined,
    );
    const isMember = eq(memberships.userId, users.id);
    const page = await pageThrough({
      paging: input,
      at: users.createdAt,
      id: users.id,
      direction: "desc",
      where: filter,
      total: async () => {
        const [row] = await ctx.db
          .select({ rows: count() })
          .from(users)
          .innerJoin(memberships, isMember)
          .where(filter);
        return row?.rows ?? 0;
      },
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select({
            id: users.id,
            email: users.email,
            displayName: users.displayName,
            role: memberships.role,
            createdAt: users.createdAt,
          })
          .from(users)
          .innerJoin(memberships, isMember)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.createdAt, id: row.id }),
    });
    return mapPage(page, (row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  });
}
