import type { RegistrationSource } from "@eventmaster/contract/registrations";
import { events } from "@eventmaster/db/schema/events";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { lockEvent, seatColumns } from "../events/lock-event.ts";
import { type CheckedAnswers, keepAnswers, refuseWrongAnswers } from "./answers.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { takeTurns } from "../waitlist/take-turns.ts";

export type RegistrationRow = typeof registrations.$inferSelect;

interface NewAttendee {
  userId: string;
  source: RegistrationSource;
  /** Left out, what an earlier registration was answered stays. */
  answers?: CheckedAnswers;
  /** Of a walk-in who has the code of this leased seat already; `isHeld`: it is kept for them still (decision 25). */
  lease?: { id: string; isHeld: boolean };
}

/**
 * Takes a seat of a published event for a person: the only way to a registration, whoever asks for it (invariants 1
 * and 2). Call it inside a transaction, after the rules of who may register when. Whoever holds an offer of the waitlist
 * takes the seat that is kept for them.
 *
 * The registration, its audit row and its mail are written first and the seat is counted last, so that the event's row, for
 * which everybody queues, is locked only until the commit that follows.
 * @throws already_registered, event_full, event_cancelled, offer_expired, validation (answers)
 */
export async function takeSeat(
  ctx: TenantContext,
  event: EventRow,
  person: NewAttendee,
): Promise<RegistrationRow> {
  // One after the other on this connection, in one round trip.
  const [, existing, isInQueue] = await Promise.all([
    takeTurns(ctx, event.id, person.userId),
    findRegistration(ctx, event.id, person.userId),
    hasPlaceInQueue(ctx, event.id, person.userId),
  ]);
  if (existing && existing.status !== "cancelled") throw new DomainError("already_registered");
  // What was offered may have been given up or have ended since the verb looked.
  if (person.source === "waitlist" && !isInQueue) throw new DomainError("offer_expired");
  // Spares a crowd at a full event the queue for its row; the statement below decides.
  const holdsLease = person.lease?.isHeld === true;
  if (!isInQueue && !holdsLease && event.registeredCount + event.offeredCount >= event.capacity)
    throw new DomainError("event_full");
  if (person.answers) refuseWrongAnswers(person.answers);
  const registration = existing
    ? await reopen(ctx, event, existing, person.source)
    : await insert(ctx, event, person);
  if (!registration) throw await reasonOf(ctx, event.id, person.userId);
  if (person.answers && (existing || person.answers.values.length > 0))
    await keepAnswers(ctx, registration.id, person.answers);
  // One after the other here too, in one round trip.
  await Promise.all([
    recordAudit(ctx, {
      action: "registration.create",
      subjectType: "registration",
      subjectId: registration.id,
      details: { eventId: event.id, generation: registration.generation, source: person.source },
    }),
    sendTicket(ctx, registration),
  ]);
  const seat =
    isInQueue || holdsLease ? await countHeldSeat(ctx, event.id, person) : await countSeat(ctx, event.id);
  return keepInStep(ctx, registration, seat);
}

/** Somebody registered them at the same moment; or all of it went with the event. */
async function reasonOf(ctx: TenantContext, eventId: string, userId: string): Promise<DomainError> {
  return new DomainError((await findRegistration(ctx, eventId, userId)) ? "already_registered" : "not_found");
}

/** Whoever came in at the door has no use for a mail with a ticket. */
async function sendTicket(ctx: TenantContext, registration: RegistrationRow): Promise<void> {
  if (registration.source === "walk_in") return;
  await enqueueMail(ctx, {
    to: null,
    userId: registration.userId,
    kind: registration.source === "import" ? "registered_by_organizer" : "registration_confirmed",
    about: { registrationId: registration.id, generation: registration.generation },
  });
}

async function findRegistration(
  ctx: TenantContext,
  eventId: string,
  userId: string,
): Promise<RegistrationRow | undefined> {
  const [found] = await ctx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.eventId, eventId), eq(registrations.userId, userId)));
  return found;
}

async function hasPlaceInQueue(ctx: TenantContext, eventId: string, userId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: waitlistEntries.id })
    .from(waitlistEntries)
    .where(
      and(
        eq(waitlistEntries.eventId, eventId),
        eq(waitlistEntries.userId, userId),
        inArray(waitlistEntries.status, ["waiting", "offered"]),
      ),
    );
  return found !== undefined;
}

async function insert(
  ctx: TenantContext,
  event: EventRow,
  person: NewAttendee,
): Promise<RegistrationRow | undefined> {
  const id = person.lease?.id ?? uuidv7();
  const [inserted] = await ctx.db
    .insert(registrations)
    .values({
      id,
      organizationId: ctx.organizationId,
      eventId: event.id,
      userId: person.userId,
      source: person.source,
      qrCode: ctx.ticketKeys.sign({ eventId: event.id, registrationId: id, generation: 1 }),
      eventTitle: event.title,
      eventStartAt: event.startAt,
      createdAt: ctx.now,
    })
    .onConflictDoNothing({ target: [registrations.eventId, registrations.userId] })
    .returning();
  return inserted;
}

/** Registering again gives a new ticket code: the old one answers `cancelled` at the door (CONTRACT §3). */
async function reopen(
  ctx: TenantContext,
  event: EventRow,
  cancelled: RegistrationRow,
  source: RegistrationSource,
): Promise<RegistrationRow | undefined> {
  const generation = cancelled.generation + 1;
  const [reopened] = await ctx.db
    .update(registrations)
    .set({
      status: "registered",
      generation,
      source,
      qrCode: ctx.ticketKeys.sign({ eventId: event.id, registrationId: cancelled.id, generation }),
      eventTitle: event.title,
      eventStartAt: event.startAt,
      createdAt: ctx.now,
      cancelledAt: null,
    })
    .where(
      and(
        eq(registrations.id, cancelled.id),
        eq(registrations.status, "cancelled"),
        eq(registrations.generation, cancelled.generation),
      ),
    )
    .returning();
  return reopened;
}

type Copied = Pick<EventRow, "title" | "startAt">;

/**
 * Read and write are one statement: of a crowd at the last seat, one finds it free. Gives what the registration copies,
 * as it is now that the event's row is locked.
 */
async function countSeat(ctx: TenantContext, eventId: string): Promise<Copied> {
  const [counted] = await ctx.db
    .update(events)
    .set({ registeredCount: sql`${events.registeredCount} + 1` })
    .where(
      and(
        eq(events.id, eventId),
        eq(events.status, "published"),
        lt(sql`${events.registeredCount} + ${events.offeredCount}`, events.capacity),
      ),
    )
    .returning({ title: events.title, startAt: events.startAt });
  if (counted) return counted;
  const [event] = await ctx.db.select({ status: events.status }).from(events).where(eq(events.id, eventId));
  if (!event) throw new DomainError("not_found");
  throw new DomainError(event.status === "cancelled" ? "event_cancelled" : "event_full");
}

/** The same for somebody on the waitlist, whose place in it ends, or with a leased seat: what was held for them becomes theirs. */
async function countHeldSeat(
  ctx: TenantContext,
  eventId: string,
  { userId, source, lease }: NewAttendee,
): Promise<Copied> {
  const event = await lockEvent(ctx, eventId);
  if (event.status === "cancelled") throw new DomainError("event_cancelled");
  const [entry] = await ctx.db.execute<{ id: string; had_offer: boolean; is_overdue: boolean | null }>(sql`
    update ${waitlistEntries} set status = 'accepted'
    where event_id = ${eventId} and user_id = ${userId} and status in ('waiting', 'offered')
    returning id, old.status = 'offered' as had_offer, old.offer_expires_at <= ${ctx.now} as is_overdue`);
  const hadOffer = entry?.had_offer === true;
  const fromLease = lease?.isHeld === true;
  const holdsSeat = hadOffer || fromLease;
  // An offer that is overdue and not passed on yet is no door's business: the seat is theirs still.
  const isLate = entry?.is_overdue === true && (source === "self" || source === "waitlist");
  if (!fromLease && (hadOffer ? isLate : source === "waitlist")) throw new DomainError("offer_expired");
  const { capacity, registeredCount, offeredCount, leasedCount } = event;
  if (!holdsSeat && registeredCount + offeredCount >= capacity) throw new DomainError("event_full");
  const counts = {
    registeredCount: registeredCount + 1,
    offeredCount: offeredCount - Number(hadOffer) - Number(fromLease),
    leasedCount: leasedCount - Number(fromLease),
  };
  await ctx.db.update(events).set(counts).where(eq(events.id, eventId));
  if (entry)
    await recordAudit(ctx, {
      action: "waitlist.accept",
      subjectType: "waitlist_entry",
      subjectId: entry.id,
      details: { eventId, hadOffer },
    });
  // An admin may have widened the event for somebody who had an offer all the same.
  await offerFreeSeats(ctx, { ...event, ...counts });
  return event;
}

/** An edit of the event that was committed after it was read here did not see this registration. */
async function keepInStep(
  ctx: TenantContext,
  registration: RegistrationRow,
  { title, startAt }: Copied,
): Promise<RegistrationRow> {
  const isInStep =
    registration.eventTitle === title && registration.eventStartAt.getTime() === startAt.getTime();
  if (isInStep) return registration;
  const copies = { eventTitle: title, eventStartAt: startAt };
  await ctx.db.update(registrations).set(copies).where(eq(registrations.id, registration.id));
  return { ...registration, ...copies };
}

/** Gives the seat of a registration that was just cancelled back to its event: to its waitlist first. */
export async function returnSeat(ctx: TenantContext, eventId: string): Promise<void> {
  await returnSeats(ctx, eventId, 1);
}

export async function returnSeats(ctx: TenantContext, eventId: string, count: number): Promise<void> {
  const [event] = await ctx.db
    .update(events)
    .set({ registeredCount: sql`${events.registeredCount} - ${count}` })
    .where(eq(events.id, eventId))
    .returning(seatColumns);
  if (event) await offerFreeSeats(ctx, event);
}

/** The same for the seat of an offer that was just given up. */
export async function returnOfferedSeat(ctx: TenantContext, eventId: string): Promise<void> {
  const [event] = await ctx.db
    .update(events)
    .set({ offeredCount: sql`${events.offeredCount} - 1` })
    .where(eq(events.id, eventId))
    .returning(seatColumns);
  if (event) await offerFreeSeats(ctx, event);
}
