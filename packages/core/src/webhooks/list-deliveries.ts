import type { Page } from "@eventmaster/contract/paging";
import type { Delivery, listDeliveriesInput } from "@eventmaster/contract/webhooks";
import { webhookDeliveries } from "@eventmaster/db/schema/webhooks";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { loadEndpoint } from "./load-endpoint.ts";
import { showDelivery } from "./webhook-view.ts";

/** What was sent to an endpoint and what came of it, newest first. @throws not_signed_in, forbidden, not_found */
export async function listDeliveries(
  ctx: Context,
  input: z.infer<typeof listDeliveriesInput>,
): Promise<Page<Delivery>> {
  authorize(ctx, "webhook:manage");
  return reading(ctx, async (ctx) => {
    const endpoint = await loadEndpoint(ctx, input.webhookId);
    const filter = and(
      eq(webhookDeliveries.endpointId, endpoint.id),
      input.status ? eq(webhookDeliveries.status, input.status) : undefined,
    );
    const page = await pageThrough({
      paging: input,
      at: webhookDeliveries.createdAt,
      id: webhookDeliveries.id,
      direction: "desc",
      where: filter,
      total: () => ctx.db.$count(webhookDeliveries, filter),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select()
          .from(webhookDeliveries)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.createdAt, id: row.id }),
    });
    return mapPage(page, showDelivery);
  });
}
