import { sendClaimMail } from "../accounts/send-claim-mail.ts";
import { type Context, transaction } from "../context.ts";
import { findEvent } from "../events/load-event.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { findAddresses } from "../notifications/find-addresses.ts";
import { registeredByOrganizerMail } from "../notifications/mails/registered-by-organizer.ts";

/**
 * A job's work: tells people that an organizer has registered them. Who has no password yet is offered the account, in
 * which the ticket is. All of them in one transaction, or none.
 */
export async function tellRegistered(
  ctx: Context,
  { eventId, userIds }: JobPayload<"registrations.tell-registered">,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await findEvent(ctx, eventId);
    if (!event || event.status !== "published") return;
    const people = await findAddresses(ctx, userIds);
    const isClaimed = ({ hashedPassword }: { hashedPassword: string | null }) => hashedPassword !== null;
    for (const person of people.filter((person) => !isClaimed(person)))
      await sendClaimMail(ctx, person, event.title);
    const { title: eventTitle, startAt, timeZone, location } = event;
    const link = `${ctx.publicUrl}/events/${eventId}`;
    await enqueueMails(
      ctx,
      people.filter(isClaimed).map(({ email, displayName }) =>
        registeredByOrganizerMail({
          to: email,
          displayName,
          eventTitle,
          startAt,
          timeZone,
          location,
          link,
        }),
      ),
    );
  });
}
