import type { JobName } from "@eventmaster/db/job-queues";
import { z } from "zod";
import { mailSchema } from "../notifications/mail.ts";

/**
 * What each kind of job carries. A new kind has three places, and the compiler asks for the missing ones: its queue in
 * db (`job-queues.ts`), its payload here, its handler in `job-handlers.ts`. Payloads are JSON: ids, not objects.
 */
export const jobPayloads = {
  "mail.send": mailSchema,
  "event.tell-change": z.strictObject({
    eventId: z.guid(),
    changes: z.array(z.strictObject({ label: z.string(), before: z.string(), after: z.string() })),
  }),
  "event.tell-cancellation": z.strictObject({ eventId: z.guid(), reason: z.string().nullable() }),
  "waitlist.expire-offers": z.strictObject({ eventId: z.guid() }),
  "system.keep-house": z.strictObject({}),
  "account.offer-claims": z.strictObject({ eventId: z.guid(), userIds: z.array(z.guid()) }),
} satisfies Record<JobName, z.ZodType>;

export type JobPayload<Name extends JobName> = z.output<(typeof jobPayloads)[Name]>;

/** What lies in a queue: the payload, and for whom and by which request it was put there. */
export const jobEnvelope = z.object({
  organizationId: z.guid(),
  requestId: z.string(),
  payload: z.unknown(),
});
export type JobEnvelope = z.infer<typeof jobEnvelope>;
