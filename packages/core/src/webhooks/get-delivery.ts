import type { DeliveryWithAttempts } from "@eventmaster/contract/webhooks";
import { webhookAttempts, webhookDeliveries } from "@eventmaster/db/schema/webhooks";
import { and, asc, eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { type DeliveryRow, showDelivery } from "./webhook-view.ts";

/** A message with every attempt to deliver it and what was answered. @throws not_signed_in, forbidden, not_found */
export async function getDelivery(
  ctx: Context,
  input: { deliveryId: string },
): Promise<DeliveryWithAttempts> {
  authorize(ctx, "webhook:manage");
  return reading(ctx, async (ctx) => {
    const delivery = await loadDelivery(ctx, input.deliveryId);
    const attempts = await ctx.db
      .select()
      .from(webhookAttempts)
      .where(eq(webhookAttempts.deliveryId, delivery.id))
      .orderBy(asc(webhookAttempts.number));
    return {
      ...showDelivery(delivery),
      log: attempts.map(({ number, at, responseStatus, error, durationMs, answer }) => ({
        number,
        at: at.toISOString(),
        responseStatus,
        error,
        durationMs,
        answer,
      })),
    };
  });
}

/** @throws not_found */
export async function loadDelivery(ctx: TenantContext, deliveryId: string): Promise<DeliveryRow> {
  const [found] = await ctx.db
    .select()
    .from(webhookDeliveries)
    .where(
      and(eq(webhookDeliveries.organizationId, ctx.organizationId), eq(webhookDeliveries.id, deliveryId)),
    );
  if (!found) throw new DomainError("not_found");
  return found;
}
