import type { Delivery } from "@eventmaster/contract/webhooks";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { bodyOf, deliver } from "./announce.ts";
import { loadDelivery } from "./get-delivery.ts";
import { loadEndpoint } from "./load-endpoint.ts";
import { showDelivery } from "./webhook-view.ts";

/** Sends an endpoint a message that says nothing, to see whether it arrives. @throws not_signed_in, forbidden, not_found, webhook_off */
export async function testWebhook(ctx: Context, input: { webhookId: string }): Promise<Delivery> {
  authorize(ctx, "webhook:manage");
  return transaction(ctx, async (ctx) => {
    const endpoint = await loadEndpoint(ctx, input.webhookId);
    if (!endpoint.isEnabled) throw new DomainError("webhook_off");
    const type = "webhook.test";
    const body = bodyOf(ctx, type, { webhook_id: endpoint.id });
    const [id = ""] = await deliver(ctx, [{ endpointId: endpoint.id, messageId: uuidv7(), type, body }]);
    await recordAudit(ctx, {
      action: "webhook.test",
      subjectType: "webhook",
      subjectId: endpoint.id,
      details: { deliveryId: id },
    });
    return showDelivery(await loadDelivery(ctx, id));
  });
}

/**
 * Sends a message again, with the id by which the receiver may know it, and all its attempts.
 * @throws not_signed_in, forbidden, not_found, webhook_off, delivery_pending
 */
export async function redeliver(ctx: Context, input: { deliveryId: string }): Promise<Delivery> {
  authorize(ctx, "webhook:manage");
  return transaction(ctx, async (ctx) => {
    const old = await loadDelivery(ctx, input.deliveryId);
    if (old.status === "pending") throw new DomainError("delivery_pending");
    const endpoint = await loadEndpoint(ctx, old.endpointId);
    if (!endpoint.isEnabled) throw new DomainError("webhook_off");
    const [id = ""] = await deliver(ctx, [
      { endpointId: endpoint.id, messageId: old.messageId, body: old.body, type: old.type },
    ]);
    await recordAudit(ctx, {
      action: "webhook.redeliver",
      subjectType: "webhook",
      subjectId: endpoint.id,
      details: { deliveryId: id, of: old.id },
    });
    return showDelivery(await loadDelivery(ctx, id));
  });
}
