import type { Mail } from "../notifications/mail.ts";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, gt, ne } from "drizzle-orm";
import { type Context, type TenantContext, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { eventCancelledMail } from "../notifications/mails/event-cancelled.ts";
import { eventChangedMail } from "../notifications/mails/event-changed.ts";

interface Holder {
  to: string;
  displayName: string;
  eventTitle: string;
  link: string;
}

/** A job's work: mails to everybody who holds a ticket that the event has another time or place. */
export async function tellChange(
  ctx: Context,
  { eventId, changes }: JobPayload<"event.tell-change">,
): Promise<void> {
  await tellHolders(ctx, eventId, (holder) => eventChangedMail({ ...holder, changes }));
}

/** The same when it is called off. */
export async function tellCancellation(
  ctx: Context,
  { eventId, reason }: JobPayload<"event.tell-cancellation">,
): Promise<void> {
  await tellHolders(ctx, eventId, (holder) => eventCancelledMail({ ...holder, reason }));
}

/** So many people are read, and their mails put in the queue, at a time. */
const chunk = 1000;

/** In one transaction: a job that is done again after half the work has not done half of it. */
async function tellHolders(ctx: Context, eventId: string, compose: (holder: Holder) => Mail): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const link = `${ctx.publicUrl}/events/${eventId}`;
    for (let after = ""; ;) {
      const holders = await holdersAfter(ctx, eventId, after);
      await enqueueMails(
        ctx,
        holders.map(({ to, displayName, eventTitle }) => compose({ to, displayName, eventTitle, link })),
      );
      const last = holders.at(-1);
      if (!last || holders.length < chunk) return;
      after = last.userId;
    }
  });
}

function holdersAfter(ctx: TenantContext, eventId: string, userId: string) {
  return ctx.db
    .select({
      userId: users.id,
      to: users.email,
      displayName: users.displayName,
      eventTitle: events.title,
    })
    .from(registrations)
    .innerJoin(users, eq(users.id, registrations.userId))
    .innerJoin(events, eq(events.id, registrations.eventId))
    .where(
      and(
        eq(registrations.eventId, eventId),
        ne(registrations.status, "cancelled"),
        userId === "" ? undefined : gt(registrations.userId, userId),
      ),
    )
    .orderBy(asc(registrations.userId))
    .limit(chunk);
}
