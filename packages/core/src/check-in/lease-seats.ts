import { type LeasedSeat, maxLeasedSeats } from "@eventmaster/contract/door-devices";
import { seatsKeptHoursBefore } from "@eventmaster/contract/seats-kept";
import { doorDevices, leasedSeats } from "@eventmaster/db/schema/door-devices";
import { events } from "@eventmaster/db/schema/events";
import { and, asc, eq, gt, inArray, isNull, lt, notInArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { type EventSeats, lockEvent, seatColumns } from "../events/lock-event.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { wakeForOffers } from "../waitlist/wake-for-offers.ts";

const hour = 60 * 60 * 1000;
/** A lease lasts a long evening without a network; a device that is online renews it. */
const leaseHours = 12;
/** What an idle device has at hand; one at which people do walk in has more. */
const fewestSeats = 5;
/** The most that one device may hold, given out or not. */
const mostHeld = 200;

/**
 * Keeps seats for people who walk in while this device is offline (decision 25), and gives all that it holds. They are
 * taken from free seats only, are counted as taken from now on, and come back when nobody was given them.
 */
export async function keepSeatsFor(
  ctx: TenantContext,
  event: EventRow,
  device: { deviceId: string; pendingWalkIns: number; wantsSeats: boolean },
): Promise<LeasedSeat[]> {
  const { deviceId } = device;
  if (device.wantsSeats && isLeasing(ctx, event)) {
    const seats = await lockEvent(ctx, event.id);
    await renew(ctx, event, deviceId);
    await topUp(ctx, seats, event, device);
  }
  const held = await ctx.db
    .select({ id: leasedSeats.id, expiresAt: leasedSeats.expiresAt })
    .from(leasedSeats)
    .where(heldBy(event.id, deviceId))
    .orderBy(asc(leasedSeats.id));
  return held.map(({ id, expiresAt }) => ({
    id,
    code: ctx.ticketKeys.sign({ eventId: event.id, registrationId: id, generation: 1 }),
    expiresAt: expiresAt.toISOString(),
  }));
}

function heldBy(eventId: string, deviceId: string) {
  return and(
    eq(leasedSeats.eventId, eventId),
    eq(leasedSeats.deviceId, deviceId),
    eq(leasedSeats.status, "held"),
  );
}

function isLeasing(ctx: TenantContext, { status, startAt, endAt }: EventRow): boolean {
  const opensAt = startAt.getTime() - seatsKeptHoursBefore * hour;
  return status === "published" && ctx.now.getTime() >= opensAt && ctx.now < endAt;
}

function leaseEnd(ctx: TenantContext, { startAt, endAt }: EventRow): Date {
  const from = Math.max(ctx.now.getTime(), startAt.getTime());
  return new Date(Math.min(from + leaseHours * hour, endAt.getTime()));
}

/** Not with every sign of life: an hour sooner or later is the same to everybody. */
async function renew(ctx: TenantContext, event: EventRow, deviceId: string): Promise<void> {
  const expiresAt = leaseEnd(ctx, event);
  const soon = new Date(expiresAt.getTime() - hour);
  const renewed = await ctx.db
    .update(leasedSeats)
    .set({ expiresAt })
    .where(and(heldBy(event.id, deviceId), lt(leasedSeats.expiresAt, soon)))
    .returning({ id: leasedSeats.id });
  if (renewed.length > 0) await wakeForOffers(ctx, event.id, expiresAt);
}

/** @param seats the event's, locked: what is free now stays free until this is counted */
async function topUp(
  ctx: TenantContext,
  seats: EventSeats,
  event: EventRow,
  { deviceId, pendingWalkIns }: { deviceId: string; pendingWalkIns: number },
): Promise<void> {
  const ofDevice = and(eq(leasedSeats.eventId, event.id), eq(leasedSeats.deviceId, deviceId));
  const [known] = await ctx.db
    .select({
      held: sql<number>`count(*) filter (where ${leasedSeats.status} = 'held')`.mapWith(Number),
      used: sql<number>`count(*) filter (where ${leasedSeats.status} = 'used')`.mapWith(Number),
    })
    .from(leasedSeats)
    .where(ofDevice);
  const { held, used } = known ?? { held: 0, used: 0 };
  const blank = held - Math.min(pendingWalkIns, held);
  const wanted = Math.min(maxLeasedSeats, fewestSeats + Math.floor((used + held - blank) / 2));
  if (blank >= wanted) return;
  const free = await offerFreeSeats(ctx, seats);
  const now = await lockEvent(ctx, event.id);
  // Half of what is left stays for those who register; the doors share the other half.
  const share = Math.floor((free + now.leasedCount) / (2 * (await devicesAtWork(ctx, event.id))));
  const count = Math.min(wanted - blank, share - blank, free, mostHeld - held);
  if (count <= 0) return;
  const expiresAt = leaseEnd(ctx, event);
  await ctx.db.insert(leasedSeats).values(
    Array.from({ length: count }, () => ({
      id: uuidv7(),
      organizationId: ctx.organizationId,
      eventId: event.id,
      deviceId,
      leasedAt: ctx.now,
      expiresAt,
    })),
  );
  await countLeases(ctx, event.id, count);
  await wakeForOffers(ctx, event.id, expiresAt);
  await recordAudit(ctx, {
    action: "event.lease_seats",
    subjectType: "event",
    subjectId: event.id,
    details: { deviceId, seats: count },
  });
}

async function devicesAtWork(ctx: TenantContext, eventId: string): Promise<number> {
  const count = await ctx.db.$count(
    doorDevices,
    and(
      eq(doorDevices.eventId, eventId),
      isNull(doorDevices.revokedAt),
      gt(doorDevices.lastSeenAt, new Date(ctx.now.getTime() - hour)),
    ),
  );
  return Math.max(1, count);
}

/** Seats that are held more, or fewer; gives the event as it is then, its row locked. */
async function countLeases(ctx: TenantContext, eventId: string, more: number): Promise<EventSeats | null> {
  const [event] = await ctx.db
    .update(events)
    .set({
      offeredCount: sql`${events.offeredCount} + ${more}`,
      leasedCount: sql`${events.leasedCount} + ${more}`,
    })
    .where(eq(events.id, eventId))
    .returning(seatColumns);
  return event ?? null;
}

/** Gives back what a device holds, except for what it has given out; the waitlist comes first. @returns how many */
export async function returnSeatsOf(
  ctx: TenantContext,
  eventId: string,
  deviceId: string,
  except: string[],
): Promise<number> {
  await lockEvent(ctx, eventId);
  // A walk-in that is just arriving holds its seat's row and waits for the event: it is not waited for.
  const idle = ctx.db
    .select({ id: leasedSeats.id })
    .from(leasedSeats)
    .where(and(heldBy(eventId, deviceId), except.length > 0 ? notInArray(leasedSeats.id, except) : undefined))
    .for("update", { skipLocked: true });
  const returned = await ctx.db
    .update(leasedSeats)
    .set({ status: "returned" })
    .where(inArray(leasedSeats.id, idle))
    .returning({ id: leasedSeats.id });
  if (returned.length === 0) return 0;
  const event = await countLeases(ctx, eventId, -returned.length);
  if (event) await offerFreeSeats(ctx, event);
  await recordAudit(ctx, {
    action: "event.return_seats",
    subjectType: "event",
    subjectId: eventId,
    details: { deviceId, seats: returned.length },
  });
  return returned.length;
}

/** A seat whose code somebody has; `isHeld`: it is counted as taken still, for them. */
export interface Lease {
  id: string;
  isHeld: boolean;
}

/**
 * Takes the seat that a device gave to somebody: nobody else can have it now, nor can it run out. Null if it is not this
 * device's to give, or was given already.
 */
export async function claimLease(
  ctx: TenantContext,
  eventId: string,
  deviceId: string | null,
  seatId: string,
): Promise<Lease | null> {
  const [seat] = await ctx.db
    .update(leasedSeats)
    .set({ status: "used" })
    .where(
      and(
        eq(leasedSeats.eventId, eventId),
        eq(leasedSeats.id, seatId),
        eq(leasedSeats.deviceId, deviceId ?? ""),
        inArray(leasedSeats.status, ["held", "expired"]),
      ),
    )
    .returning({ id: leasedSeats.id, isHeld: sql<boolean>`old.status = 'held'` });
  return seat ?? null;
}

/** From now on the seat's code stands for this registration. */
export async function bindLease(
  ctx: TenantContext,
  { id }: Lease,
  registration: { id: string; generation: number },
): Promise<void> {
  await ctx.db
    .update(leasedSeats)
    .set({ registrationId: registration.id, generation: registration.generation })
    .where(eq(leasedSeats.id, id));
}

/** The seat itself is not needed: whoever holds its code has one. */
export async function freeLease(ctx: TenantContext, eventId: string, { isHeld }: Lease): Promise<void> {
  if (!isHeld) return;
  const event = await countLeases(ctx, eventId, -1);
  if (event) await offerFreeSeats(ctx, event);
}
