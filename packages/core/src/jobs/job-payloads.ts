import type { JobName } from "@eventmaster/contract/system";
import { reminderKinds } from "@eventmaster/contract/notifications";
import { z } from "zod";
import { changedEvent, deletedEvent, mailSchema, ticketOfDeleted } from "../notifications/mail.ts";

/**
 * What each kind of job carries. A new kind has three places, and the compiler asks for the missing ones: its queue in
 * db (`job-queues.ts`), its payload here, its handler in `job-handlers.ts`. Payloads are JSON: ids, not objects.
 */
export const jobPayloads = {
  "mail.send": mailSchema,
  "event.tell-change": z.strictObject({
    eventId: z.guid(),
    before: changedEvent,
    after: changedEvent,
  }),
  "event.tell-cancellation": z.strictObject({ eventId: z.guid(), reason: z.string().nullable() }),
  "event.tell-deletion": z.strictObject({
    event: deletedEvent,
    people: z.array(z.strictObject({ userId: z.guid(), ticket: ticketOfDeleted })),
  }),
  "event.remind": z.strictObject({
    eventId: z.guid(),
    kind: z.enum(reminderKinds),
    startAt: z.iso.datetime(),
  }),
  "event.send-message": z.strictObject({ messageId: z.guid() }),
  "reminders.look": z.strictObject({}),
  "waitlist.expire-offers": z.strictObject({ eventId: z.guid() }),
  "system.keep-house": z.strictObject({}),
  "waitlist.close": z.strictObject({ eventId: z.guid() }),
  "waitlist.tell-closed": z.strictObject({
    eventId: z.guid(),
    userIds: z.array(z.guid()),
    cause: z.enum(["event_cancelled", "event_begun"]),
    reason: z.string().nullable(),
  }),
  "registrations.tell-registered": z.strictObject({
    eventId: z.guid(),
    userIds: z.array(z.guid()),
    /** After a cancellation that was taken back: they know the event, and were offered their account. */
    isRestored: z.boolean().optional(),
  }),
  "registrations.continue-import": z.strictObject({ importId: z.guid(), eventId: z.guid() }),
  "registrations.tell-cancelled": z.strictObject({
    eventId: z.guid(),
    userIds: z.array(z.guid()),
    reason: z.string().nullable(),
  }),
  "webhook.deliver": z.strictObject({ deliveryId: z.guid(), attempt: z.int() }),
  "wallet.update": z.strictObject({
    eventId: z.guid(),
    /** Null: every pass of the event. */
    registrationId: z.guid().nullable(),
    /** The pass that was told of last. */
    after: z.guid().nullable(),
  }),
} satisfies Record<JobName, z.ZodType>;

export type JobPayload<Name extends JobName> = z.output<(typeof jobPayloads)[Name]>;

/** What lies in a queue: the payload, and for whom and by which request it was put there. */
export const jobEnvelope = z.object({
  organizationId: z.guid(),
  requestId: z.string(),
  payload: z.unknown(),
});
export type JobEnvelope = z.infer<typeof jobEnvelope>;
