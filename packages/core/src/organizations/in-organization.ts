import { enterTenant } from "@eventmaster/db/tenant";
import type { OrganizationId, TenantContext } from "../context.ts";

/**
 * Part of a transaction that belongs in another organization of the person's, under that one's row-level security. The
 * transaction comes back to its own afterwards; after a failure it is over anyway.
 */
export async function inOrganization<Result>(
  ctx: TenantContext,
  organizationId: OrganizationId,
  work: (ctx: TenantContext) => Promise<Result>,
): Promise<Result> {
  await enterTenant(ctx.db, organizationId);
  const result = await work({ ...ctx, organizationId });
  await enterTenant(ctx.db, ctx.organizationId);
  return result;
}
