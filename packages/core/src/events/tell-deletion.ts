import { type Context, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";

/** A job's work: mails to those who held a ticket of an event that is gone, or waited for one. */
export async function tellDeletion(
  ctx: Context,
  { event, people }: JobPayload<"event.tell-deletion">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, (ctx) =>
    enqueueMails(
      ctx,
      people.map(({ userId, ticket }) => ({
        to: null,
        userId,
        kind: "event_deleted",
        about: { event, ticket },
      })),
      { parent: jobId },
    ),
  );
}
