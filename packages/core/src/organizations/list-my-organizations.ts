import type { MyOrganizations } from "@eventmaster/contract/organizations";
import { organizations } from "@eventmaster/db/schema/organizations";
import { eq } from "drizzle-orm";
import { authorize, may } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { organizationsOf } from "./organizations-of.ts";

/** Where the person belongs, and where this request acts. */
export async function listMyOrganizations(ctx: Context): Promise<MyOrganizations> {
  const actor = authorize(ctx, "account:manage");
  const mine = await organizationsOf(ctx.pool, actor.userId);
  const [current] = await reading(ctx, ({ db }) =>
    db
      .select({ id: organizations.id, slug: organizations.slug, name: organizations.name })
      .from(organizations)
      .where(eq(organizations.id, ctx.organizationId)),
  );
  if (!current) throw new DomainError("organization_not_found");
  const mayCreate = may(actor, "organization:create");
  return {
    current: { ...current, role: actor.role },
    items: mine.map(({ id, slug, name, role }) => ({ id, slug, name, role })),
    hasSeveral: mine.length > 1 || (mine.length === 1 && mine[0]?.id !== current.id),
    mayCreate,
  };
}
