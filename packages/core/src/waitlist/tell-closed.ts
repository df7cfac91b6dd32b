import { type Context, transaction } from "../context.ts";
import { findEvent } from "../events/load-event.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";

/** A job's work: mails to those who waited for a seat that does not come any more. */
export async function tellClosed(
  ctx: Context,
  { eventId, userIds, cause, reason }: JobPayload<"waitlist.tell-closed">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await findEvent(ctx, eventId);
    if (!event) return;
    const about = { eventTitle: event.title, cause, reason, link: `${ctx.publicUrl}/events/${eventId}` };
    await enqueueMails(
      ctx,
      userIds.map((userId) => ({ to: null, userId, kind: "waitlist_closed", about })),
      { parent: jobId },
    );
  });
}
