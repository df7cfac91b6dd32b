import type { Delivery, Webhook } from "@eventmaster/contract/webhooks";
import type { webhookDeliveries, webhookEndpoints } from "@eventmaster/db/schema/webhooks";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** Without its secrets. */
export function showWebhook(row: EndpointRow, now: Date): Webhook {
  const isOldSecretValid = row.oldSecretUntil !== null && row.oldSecretUntil > now;
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    types: row.types,
    isEnabled: row.isEnabled,
    disabledBecause: row.disabledBecause,
    failingSince: row.failingSince?.toISOString() ?? null,
    oldSecretUntil: isOldSecretValid ? (row.oldSecretUntil?.toISOString() ?? null) : null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function showDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    webhookId: row.endpointId,
    type: row.type,
    status: row.status,
    attempts: row.attempts,
    responseStatus: row.responseStatus,
    error: row.error,
    durationMs: row.durationMs,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    body: row.body,
  };
}
