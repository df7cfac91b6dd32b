import { webhookEndpoints } from "@eventmaster/db/schema/webhooks";
import { and, eq, type SQL } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EndpointRow } from "./webhook-view.ts";

export function endpointOf(ctx: TenantContext, webhookId: string): SQL | undefined {
  return and(eq(webhookEndpoints.organizationId, ctx.organizationId), eq(webhookEndpoints.id, webhookId));
}

/** @throws not_found */
export async function loadEndpoint(ctx: TenantContext, webhookId: string): Promise<EndpointRow> {
  const [found] = await ctx.db.select().from(webhookEndpoints).where(endpointOf(ctx, webhookId));
  if (!found) throw new DomainError("not_found");
  return found;
}
