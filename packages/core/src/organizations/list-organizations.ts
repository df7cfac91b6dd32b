import type { listOrganizationsInput, OrganizationRow } from "@eventmaster/contract/organizations";
import type { Page } from "@eventmaster/contract/paging";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import { containing, mapPage, pageThrough } from "../paging.ts";

/**
 * Every organization of the system, newest first, for whoever runs it: how many people each has, and whether anybody is in
 * charge. It looks across all tenants, so it asks the pool. @throws not_signed_in, forbidden
 */
export async function listOrganizations(
  ctx: Context,
  input: z.infer<typeof listOrganizationsInput>,
): Promise<Page<OrganizationRow>> {
  authorize(ctx, "organization:list");
  const { pool } = ctx;
  const filter = input.q
    ? sql`(${organizations.name} || ' ' || ${organizations.slug}) ilike ${containing(input.q)}`
    : undefined;
  const people = eq(memberships.organizationId, organizations.id);
  const page = await pageThrough({
    paging: input,
    at: organizations.createdAt,
    id: organizations.id,
    direction: "desc",
    where: filter,
    total: () => pool.$count(organizations, filter),
    rows: ({ where, orderBy, limit, offset }) =>
      pool
        .select({
          ...getTableColumns(organizations),
          people: pool.$count(memberships, people),
          admins: pool.$count(memberships, and(people, eq(memberships.role, "admin"))),
        })
        .from(organizations)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
    positionOf: (row) => ({ at: row.createdAt, id: row.id }),
  });
  return mapPage(page, (row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
