import { eventDeletedMail } from "../notifications/mails/event-deleted.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { type Context, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { findAddresses } from "../notifications/find-addresses.ts";

/** A job's work: mails to those who held a ticket of an event that is gone, or waited for one. */
export async function tellDeletion(
  ctx: Context,
  { eventTitle, startAt, timeZone, userIds, heldTickets }: JobPayload<"event.tell-deletion">,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const people = await findAddresses(ctx, userIds);
    const about = { eventTitle, startAt: new Date(startAt), timeZone, heldTicket: heldTickets };
    await enqueueMails(
      ctx,
      people.map(({ email, displayName }) => eventDeletedMail({ ...about, to: email, displayName })),
    );
  });
}
