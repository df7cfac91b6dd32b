import { webhookDeliveries, webhookEndpoints } from "@eventmaster/db/schema/webhooks";
import { uuidv7 } from "uuidv7";
import type { TestSystem } from "./test-system.ts";

/** A webhook of the organization, and a message that it was sent. */
export async function webhookIn(
  system: TestSystem,
  organizationId: string,
): Promise<{ webhookId: string; deliveryId: string }> {
  const [webhookId, deliveryId] = [uuidv7(), uuidv7()];
  await system.db.insert(webhookEndpoints).values({
    id: webhookId,
    organizationId,
    url: "https://hooks.test/",
    types: ["event.cancelled"],
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  });
  await system.db.insert(webhookDeliveries).values({
    id: deliveryId,
    organizationId,
    endpointId: webhookId,
    messageId: uuidv7(),
    type: "event.cancelled",
    body: "{}",
    status: "delivered",
  });
  return { webhookId, deliveryId };
}
