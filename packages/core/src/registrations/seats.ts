import type { RegistrationSource } from "@eventmaster/contract/registrations";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq, lt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";

export type RegistrationRow = typeof registrations.$inferSelect;

/**
 * Takes a seat of a published event for a person: the only way to a registration, whoever asks for it (invariants 1
 * and 2). Call it inside a transaction, after the rules of who may register when.
 *
 * The registration is written first and the seat counted last, so that the event's row, for which everybody queues, is
 * locked only until the commit that follows.
 * @throws already_registered, event_full, event_cancelled
 */
export async function takeSeat(
  ctx: TenantContext,
  event: EventRow,
  person: { userId: string; source: RegistrationSource },
): Promise<RegistrationRow> {
  const existing = await findRegistration(ctx, event.id, person.userId);
  if (existing && existing.status !== "cancelled") throw new DomainError("already_registered");
  // Spares a crowd at a full event the queue for its row; the statement below decides.
  if (event.registeredCount + event.offeredCount >= event.capacity) throw new DomainError("event_full");
  const registration = existing
    ? await reopen(ctx, event, existing, person.source)
    : await insert(ctx, event, person);
  if (!registration) throw new DomainError("already_registered");
  const seat = await countSeat(ctx, event.id);
  return keepInStep(ctx, registration, seat);
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

async function insert(
  ctx: TenantContext,
  event: EventRow,
  person: { userId: string; source: RegistrationSource },
): Promise<RegistrationRow | undefined> {
  const id = uuidv7();
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
  throw new DomainError(event?.status === "cancelled" ? "event_cancelled" : "event_full");
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

/** Gives the seat of a registration that was just cancelled back to its event. */
export async function returnSeat(ctx: TenantContext, eventId: string): Promise<void> {
  await ctx.db
    .update(events)
    .set({ registeredCount: sql`${events.registeredCount} - 1` })
    .where(eq(events.id, eventId));
}
