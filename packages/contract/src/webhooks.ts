import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { flag, id, idOut, instantOut, storableText, unlessMissing } from "./text.ts";

/** What another system can be told of. `webhook.test` is sent when somebody asks for it. */
export const webhookTypes = [
  "registration.created",
  "registration.cancelled",
  "registration.admitted",
  "event.published",
  "event.changed",
  "event.cancelled",
] as const;
export type WebhookType = (typeof webhookTypes)[number];

export const deliveryStatuses = ["pending", "delivered", "failed"] as const;

/** Endpoints of one organization. */
export const maxWebhookEndpoints = 20;

const url = z
  .string(unlessMissing("Must be text"))
  .trim()
  .max(1000, "Must be at most 1000 characters")
  .pipe(
    z
      .url({ protocol: /^https?$/u, error: "Must be an address such as https://example.org/hooks" })
      // A password in an address would stand in every list and log.
      .refine((text) => !/^https?:\/\/[^/?#]*@/iu.test(text), "Must not hold a user name"),
  );

const types = z
  .array(z.enum(webhookTypes, `Must be one of ${webhookTypes.join(", ")}`), unlessMissing("Must be a list"))
  .min(1, "Must name at least one")
  .max(webhookTypes.length, "Names one twice")
  .refine((list) => new Set(list).size === list.length, "Names one twice");

const description = storableText(200);

export const createWebhookInput = z.strictObject({ url, types, description: description.default("") });
export type CreateWebhookInput = z.infer<typeof createWebhookInput>;

/** Turning an endpoint on again also ends what it was turned off for. */
export const updateWebhookInput = z.strictObject({
  webhookId: id,
  url: url.optional(),
  types: types.optional(),
  description: description.optional(),
  isEnabled: flag.optional(),
});
export type UpdateWebhookInput = z.infer<typeof updateWebhookInput>;

export const webhookIdInput = z.strictObject({ webhookId: id });

export const rotateWebhookSecretInput = z.strictObject({
  webhookId: id,
  /** So long the old secret signs beside the new one; none at all when it was stolen. */
  overlapHours: z.coerce
    .number("Must be a number")
    .int("Must be a whole number")
    .min(0, "Must be at least 0")
    .max(168, "Must be at most 168")
    .default(24),
});
export type RotateWebhookSecretInput = z.infer<typeof rotateWebhookSecretInput>;

export const webhook = z.object({
  id: idOut,
  url: z.string(),
  description: z.string(),
  types: z.array(z.enum(webhookTypes)),
  isEnabled: z.boolean(),
  /** Why it is off: somebody turned it off, or it did not answer for days, or it answered that it is gone (410). */
  disabledBecause: z.enum(["turned_off", "failing", "gone"]).nullable(),
  /** Since when it has failed without a success in between. */
  failingSince: instantOut.nullable(),
  /** Until when the secret before this one signs too. */
  oldSecretUntil: instantOut.nullable(),
  createdAt: instantOut,
});
export type Webhook = z.infer<typeof webhook>;
export const webhookList = z.object({ items: z.array(webhook) });

/** The only answers that carry the secret by which the receiver knows that a message is ours. */
export const webhookWithSecret = webhook.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>;

export const listDeliveriesInput = z.strictObject({
  ...pageInput,
  webhookId: id,
  status: z.enum(deliveryStatuses, "Must be one of the statuses").optional(),
});

export const delivery = z.object({
  id: idOut,
  webhookId: idOut,
  type: z.string(),
  status: z.enum(deliveryStatuses),
  attempts: z.number(),
  /** Of the last attempt: what the receiver answered, or why there was no answer. */
  responseStatus: z.number().nullable(),
  error: z.string().nullable(),
  durationMs: z.number().nullable(),
  lastAttemptAt: instantOut.nullable(),
  nextAttemptAt: instantOut.nullable(),
  createdAt: instantOut,
  /** What is sent, to the letter. */
  body: z.string(),
});
export type Delivery = z.infer<typeof delivery>;
export const deliveryPage = pageOf(delivery);

/** One time that a message was sent. */
const deliveryAttempt = z.object({
  number: z.number(),
  at: instantOut,
  /** What the receiver answered, or why there was no answer. */
  responseStatus: z.number().nullable(),
  error: z.string().nullable(),
  durationMs: z.number(),
  /** The first kilobyte of what it answered. */
  answer: z.string(),
});
/** A message with every attempt to deliver it, oldest first: nine at most. */
export const deliveryWithAttempts = delivery.extend({ log: z.array(deliveryAttempt) });
export type DeliveryWithAttempts = z.infer<typeof deliveryWithAttempts>;

export const deliveryIdInput = z.strictObject({ deliveryId: id });
