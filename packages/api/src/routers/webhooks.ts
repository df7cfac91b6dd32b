import {
  createWebhookInput,
  delivery,
  deliveryIdInput,
  deliveryPage,
  deliveryWithAttempts,
  listDeliveriesInput,
  rotateWebhookSecretInput,
  updateWebhookInput,
  webhook,
  webhookIdInput,
  webhookList,
  webhookWithSecret,
} from "@eventmaster/contract/webhooks";
import { getDelivery } from "@eventmaster/core/webhooks/get-delivery";
import { listDeliveries } from "@eventmaster/core/webhooks/list-deliveries";
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  rotateWebhookSecret,
  updateWebhook,
} from "@eventmaster/core/webhooks/manage-webhooks";
import { redeliver, testWebhook } from "@eventmaster/core/webhooks/send-again";
import { requires, router } from "../trpc.ts";

export const webhooks = router({
  list: requires("webhook:manage")
    .output(webhookList)
    .query(({ ctx }) => listWebhooks(ctx)),

  create: requires("webhook:manage")
    .input(createWebhookInput)
    .output(webhookWithSecret)
    .mutation(({ ctx, input }) => createWebhook(ctx, input)),

  update: requires("webhook:manage")
    .input(updateWebhookInput)
    .output(webhook)
    .mutation(({ ctx, input }) => updateWebhook(ctx, input)),

  delete: requires("webhook:manage")
    .input(webhookIdInput)
    .mutation(({ ctx, input }) => deleteWebhook(ctx, input)),

  rotateSecret: requires("webhook:manage")
    .input(rotateWebhookSecretInput)
    .output(webhookWithSecret)
    .mutation(({ ctx, input }) => rotateWebhookSecret(ctx, input)),

  test: requires("webhook:manage", "sendWebhook")
    .input(webhookIdInput)
    .output(delivery)
    .mutation(({ ctx, input }) => testWebhook(ctx, input)),

  deliveries: requires("webhook:manage")
    .input(listDeliveriesInput)
    .output(deliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),

  delivery: requires("webhook:manage")
    .input(deliveryIdInput)
    .output(deliveryWithAttempts)
    .query(({ ctx, input }) => getDelivery(ctx, input)),

  redeliver: requires("webhook:manage", "sendWebhook")
    .input(deliveryIdInput)
    .output(delivery)
    .mutation(({ ctx, input }) => redeliver(ctx, input)),
});
