import { type Context, transaction } from "../context.ts";
import { findEvent } from "../events/load-event.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { findAddresses } from "../notifications/find-addresses.ts";
import { cancelledByOrganizerMail } from "../notifications/mails/cancelled-by-organizer.ts";

/** A job's work: tells people that an organizer has cancelled their registration. */
export async function tellCancelled(
  ctx: Context,
  { eventId, userIds, reason }: JobPayload<"registrations.tell-cancelled">,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await findEvent(ctx, eventId);
    if (!event) return;
    const people = await findAddresses(ctx, userIds);
    const about = { eventTitle: event.title, reason, link: `${ctx.publicUrl}/events/${eventId}` };
    await enqueueMails(
      ctx,
      people.map(({ email, displayName }) => cancelledByOrganizerMail({ ...about, to: email, displayName })),
    );
  });
}
