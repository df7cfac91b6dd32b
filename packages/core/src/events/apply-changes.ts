import type { UpdateEventInput } from "@eventmaster/contract/events";
import { events } from "@eventmaster/db/schema/events";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq, gt, lte, ne, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { closeAtStart } from "../waitlist/close-waitlist.ts";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { changedEvent } from "../notifications/mail.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { haveEventAlone } from "../waitlist/take-turns.ts";
import { wakeForOffers } from "../waitlist/wake-for-offers.ts";
import type { EventRow } from "./event-view.ts";
import { type EventSeats, lockRegistrations, seatColumns } from "./lock-event.ts";

export type EventChanges = Omit<UpdateEventInput, "eventId" | "version">;

/**
 * Makes changes of an event true, with all that follows: the copies on registrations, the waitlist's seats and times, a
 * message to everybody who holds a ticket, the audit row.
 * @returns false, and nothing is changed, when the event is not any more what was read, or has more seats taken than that
 */
export async function applyChanges(
  ctx: TenantContext,
  event: EventRow,
  changes: EventChanges,
  audit: { action: string; details?: Record<string, unknown> },
): Promise<boolean> {
  const live = and(eq(registrations.eventId, event.id), ne(registrations.status, "cancelled"));
  const movesCopies = changes.title !== undefined || changes.startAt !== undefined;
  if (movesCopies) {
    await haveEventAlone(ctx, event.id);
    await lockRegistrations(ctx, event.id);
  }
  // The guard stands in the statement: what was read may be old by now.
  const seatsTaken = sql`${events.registeredCount} + ${events.offeredCount}`;
  const [updated] = await ctx.db
    .update(events)
    .set({ ...changes, version: sql`${events.version} + 1`, updatedAt: ctx.now })
    .where(
      and(
        eq(events.id, event.id),
        eq(events.version, event.version),
        changes.capacity === undefined ? undefined : lte(seatsTaken, changes.capacity),
      ),
    )
    .returning(seatColumns);
  if (!updated) return false;

  if (movesCopies)
    await ctx.db
      .update(registrations)
      .set({ eventTitle: changes.title ?? event.title, eventStartAt: changes.startAt ?? event.startAt })
      .where(live);
  await recordAudit(ctx, {
    action: audit.action,
    subjectType: "event",
    subjectId: event.id,
    details: {
      ...audit.details,
      before: Object.fromEntries(Object.entries(event).filter(([field]) => field in changes)),
      after: changes,
    },
  });
  if (changes.startAt) {
    await endOffersByStart(ctx, updated);
    if (updated.status === "published") await closeAtStart(ctx, updated);
  }
  await offerFreeSeats(ctx, updated);
  if (updated.status === "published" && updated.registeredCount > 0) await tellHolders(ctx, event, changes);
  return true;
}

/** An offer never stands past the start, wherever that moves to. */
async function endOffersByStart(ctx: TenantContext, event: EventSeats): Promise<void> {
  const shortened = await ctx.db
    .update(waitlistEntries)
    .set({ offerExpiresAt: event.startAt })
    .where(
      and(
        eq(waitlistEntries.eventId, event.id),
        eq(waitlistEntries.status, "offered"),
        gt(waitlistEntries.offerExpiresAt, event.startAt),
      ),
    )
    .returning({ id: waitlistEntries.id });
  if (shortened.length > 0) await wakeForOffers(ctx, event.id, event.startAt);
}

/** Many mails: a job's work, not the request's. */
async function tellHolders(ctx: TenantContext, event: EventRow, changes: EventChanges): Promise<void> {
  const before = dateOf(event);
  const after = dateOf({ ...event, ...definedOf(changes) });
  if (isDeepStrictEqual(before, after)) return;
  await enqueueJob(ctx, "event.tell-change", {
    eventId: event.id,
    before: { ...before, title: event.title },
    after: { ...after, title: changes.title ?? event.title },
  });
}

function dateOf({ startAt, endAt, timeZone, location }: EventRow): z.output<typeof changedEvent> {
  return { startAt: startAt.toISOString(), endAt: endAt.toISOString(), timeZone, location };
}

function definedOf(changes: EventChanges): Partial<EventRow> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
