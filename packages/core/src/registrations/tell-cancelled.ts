import { type Context, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { ticketsToTell } from "./tickets-to-tell.ts";

/** A job's work: tells people that an organizer has cancelled their registration. */
export async function tellCancelled(
  ctx: Context,
  { eventId, userIds, reason }: JobPayload<"registrations.tell-cancelled">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const cancelled = await ticketsToTell(ctx, { eventId, userIds }, "cancelled");
    await enqueueMails(
      ctx,
      cancelled.map(({ userId, ...ticket }) => ({
        to: null,
        userId,
        kind: "cancelled_by_organizer",
        about: { ...ticket, reason },
      })),
      { parent: jobId },
    );
  });
}
