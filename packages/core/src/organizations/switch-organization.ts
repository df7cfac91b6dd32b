import type { Organization, switchOrganizationInput } from "@eventmaster/contract/organizations";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import type { Context, OrganizationId } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findOrganization } from "./find-organization.ts";
import { organizationsOf } from "./organizations-of.ts";

/**
 * The organization that the person wants to act in, once it is sure that they belong to it. The browser keeps it; here
 * nothing changes.
 * @throws organization_not_found, also for one that they do not belong to
 */
export async function switchOrganization(
  ctx: Context,
  input: z.infer<typeof switchOrganizationInput>,
): Promise<Organization & { id: OrganizationId }> {
  const actor = authorize(ctx, "account:manage");
  const wanted = await findOrganization(ctx.pool, input.organization);
  const mine = await organizationsOf(ctx.pool, actor.userId);
  const found = mine.find(({ id }) => id === wanted);
  if (!found) throw new DomainError("organization_not_found");
  return { id: found.id, slug: found.slug, name: found.name };
}
