import { leasedSeats } from "@eventmaster/db/schema/door-devices";
import { events } from "@eventmaster/db/schema/events";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { type AuditRecord, recordAudit, recordAudits } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import type { EventSeats } from "../events/lock-event.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { wakeForOffers } from "./wake-for-offers.ts";

/**
 * Ends the offers and the leases of devices that are overdue, and offers every free seat to who has waited longest. Each offer holds its seat
 * (`offered_count`), so that nobody is registered past the queue.
 *
 * @param event as it is now, with its row locked by this transaction: that is what makes each seat be offered once
 * @returns how many seats are free for anybody then
 */
export async function offerFreeSeats(ctx: TenantContext, event: EventSeats): Promise<number> {
  const ended = event.offeredCount > 0 ? await endOverdueOffers(ctx, event) : [];
  const lapsed = event.leasedCount > 0 ? await endOverdueLeases(ctx, event) : 0;
  const free = event.capacity - event.registeredCount - event.offeredCount + ended.length + lapsed;
  const isOffering = event.status === "published" && ctx.now < event.startAt;
  const offered = isOffering && free > 0 ? await offerToNext(ctx, event, free) : [];
  if (ended.length === 0 && lapsed === 0 && offered.length === 0) return free;
  await ctx.db
    .update(events)
    .set({
      offeredCount: sql`${events.offeredCount} + ${offered.length - ended.length - lapsed}`,
      leasedCount: sql`${events.leasedCount} - ${lapsed}`,
    })
    .where(eq(events.id, event.id));
  const auditOf = (action: string) => (entryId: string) =>
    ({
      action,
      subjectType: "waitlist_entry",
      subjectId: entryId,
      details: { eventId: event.id },
    }) satisfies AuditRecord;
  await recordAudits(ctx, [
    ...ended.map(auditOf("waitlist.expire")),
    ...offered.map(({ id }) => auditOf("waitlist.offer")(id)),
  ]);
  if (offered.length > 0) await tell(ctx, event, offered);
  return free - offered.length;
}

async function endOverdueOffers(ctx: TenantContext, event: EventSeats): Promise<string[]> {
  const ended = await ctx.db
    .update(waitlistEntries)
    .set({ status: "expired" })
    .where(
      and(
        eq(waitlistEntries.eventId, event.id),
        eq(waitlistEntries.status, "offered"),
        lte(waitlistEntries.offerExpiresAt, ctx.now),
      ),
    )
    .returning({ id: waitlistEntries.id });
  return ended.map(({ id }) => id);
}

/** Seats that were kept for a device which did not come back in time. @returns how many */
async function endOverdueLeases(ctx: TenantContext, event: EventSeats): Promise<number> {
  // A walk-in that is just arriving holds its seat's row and waits for the event: it is not waited for.
  const overdue = ctx.db
    .select({ id: leasedSeats.id })
    .from(leasedSeats)
    .where(
      and(
        eq(leasedSeats.eventId, event.id),
        eq(leasedSeats.status, "held"),
        lte(leasedSeats.expiresAt, ctx.now),
      ),
    )
    .for("update", { skipLocked: true });
  const ended = await ctx.db
    .update(leasedSeats)
    .set({ status: "expired" })
    .where(inArray(leasedSeats.id, overdue))
    .returning({ id: leasedSeats.id });
  if (ended.length > 0)
    await recordAudit(ctx, {
      action: "event.end_leases",
      subjectType: "event",
      subjectId: event.id,
      details: { seats: ended.length },
    });
  return ended.length;
}

interface Offer {
  id: string;
  userId: string;
}

/** When an offer that is made now ends: after the event's hours, and never past its start. */
function offerEnd(ctx: TenantContext, event: EventSeats): Date {
  return new Date(Math.min(ctx.now.getTime() + event.offerHours * 60 * 60 * 1000, event.startAt.getTime()));
}

async function offerToNext(ctx: TenantContext, event: EventSeats, seats: number): Promise<Offer[]> {
  const next = ctx.db
    .select({ id: waitlistEntries.id })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.eventId, event.id), eq(waitlistEntries.status, "waiting")))
    .orderBy(asc(waitlistEntries.joinedAt), asc(waitlistEntries.id))
    .limit(seats);
  return ctx.db
    .update(waitlistEntries)
    .set({ status: "offered", offeredAt: ctx.now, offerExpiresAt: offerEnd(ctx, event) })
    .where(inArray(waitlistEntries.id, next))
    .returning({ id: waitlistEntries.id, userId: waitlistEntries.userId });
}

async function tell(ctx: TenantContext, event: EventSeats, offers: Offer[]): Promise<void> {
  const expiresAt = offerEnd(ctx, event);
  await wakeForOffers(ctx, event.id, expiresAt);
  const people = await ctx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(
      inArray(
        users.id,
        offers.map(({ userId }) => userId),
      ),
    );
  await enqueueMails(
    ctx,
    people.map(({ id, email }) => ({
      to: email,
      userId: id,
      kind: "waitlist_offer",
      about: {
        eventTitle: event.title,
        link: `${ctx.publicUrl}/events/${event.id}`,
        expiresAt: expiresAt.toISOString(),
        timeZone: event.timeZone,
      },
    })),
  );
}
