import type { ReadTicket } from "@eventmaster/admission/ticket-code";
import type { CheckInResult, walkInInput } from "@eventmaster/contract/check-in";
import { events } from "@eventmaster/db/schema/events";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { findEvent, loadEventFor } from "../events/load-event.ts";
import { findOrMakePerson } from "../registrations/find-or-make-person.ts";
import { type RegistrationRow, takeSeat } from "../registrations/seats.ts";
import { takeTurns } from "../waitlist/take-turns.ts";
import { answer } from "./answer.ts";
import { decideScan } from "./judge-scan.ts";
import { bindLease, claimLease, freeLease, type Lease } from "./lease-seats.ts";
import { type CheckInPoint, chooseCheckInPoint, loadCheckInPoints } from "./load-check-in-point.ts";
import { requireDevice } from "./require-device.ts";
import { scanDigest } from "./scan-digest.ts";
import { findScan, type Scan, type SettledScan, unmarked } from "./settle.ts";

type WalkIn = z.infer<typeof walkInInput>;
type NewPerson = Pick<WalkIn, "email" | "displayName" | "overrideReason" | "seatId">;

/**
 * Registers somebody at the door and lets them in; who is registered already is just let in (CONTRACT §3, "Walk-in").
 * An unknown email makes a member without a password.
 * @throws forbidden, not_found, event_not_published, event_cancelled, event_over, validation (no name for an unknown
 *   email), event_full (unless an admin gives a reason to raise the capacity), device_revoked, scan_id_taken
 */
export async function walkIn(ctx: Context, input: WalkIn): Promise<CheckInResult> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    await requireDevice(ctx, event.id, input.deviceId);
    const points = await loadCheckInPoints(ctx, event.id);
    const point = chooseCheckInPoint(points, input.checkInPointId ?? null);
    const scan: Scan = {
      ...unmarked,
      id: input.scanId ?? uuidv7(),
      point,
      digest: scanDigest(input, point.id, "entry"),
      direction: "entry",
      deviceId: input.deviceId ?? null,
      scannedAt: ctx.now,
      deviceVerdict: null,
    };
    return answer(ctx, event, await admitWalkIn(ctx, event, scan, input, points));
  });
}

/**
 * Registers whom the email names, if they are not, and settles their scan: of now, or of a device that was offline then.
 * @throws as `walkIn`; device_revoked for somebody new without a seat that the revoked device held
 */
export async function admitWalkIn(
  ctx: TenantContext,
  event: EventRow,
  scan: Scan,
  person: NewPerson,
  points: readonly CheckInPoint[],
): Promise<SettledScan> {
  refuseClosedDoor(event, scan.scannedAt);
  const overrideReason = person.overrideReason ?? null;
  if (overrideReason !== null) authorize(ctx, "capacity:override");
  const earlier = await findScan(ctx, event, scan, points);
  if (earlier) return earlier;
  const lease = person.seatId ? await claimLease(ctx, event.id, scan.deviceId, person.seatId) : null;
  const userId = await findOrMakePerson(ctx, event, person, "user.create_at_door");
  const registration = await registrationAtTheDoor(ctx, event, userId, {
    overrideReason,
    lease,
    isTrusted: scan.mark !== "device_revoked",
  });
  if (lease) await bindLease(ctx, lease, registration);
  return decideScan(ctx, { event, points }, scan, { read: ticketOf(event, registration), registration });
}

function refuseClosedDoor(event: EventRow, now: Date): void {
  if (event.status === "cancelled") throw new DomainError("event_cancelled");
  if (event.status !== "published") throw new DomainError("event_not_published");
  if (event.endAt <= now) throw new DomainError("event_over");
}

/** Nobody scans a walk-in's code: the door knows the registration itself. */
function ticketOf(event: EventRow, { id, generation }: RegistrationRow): ReadTicket {
  return { kind: "ticket", keyId: 0, identity: { eventId: event.id, registrationId: id, generation } };
}

/** The person's live registration, locked, or a new one, for which a full event may be widened by an admin. */
async function registrationAtTheDoor(
  ctx: TenantContext,
  event: EventRow,
  userId: string,
  door: { overrideReason: string | null; lease: Lease | null; isTrusted: boolean },
): Promise<RegistrationRow> {
  const { overrideReason, lease } = door;
  // Two doors with the same newcomer: the second finds the first's registration, and widens nothing for it.
  await takeTurns(ctx, event.id, userId);
  const live = await lockRegistrationOf(ctx, event, userId);
  // Whoever has a lost phone cannot fill the event with people of their own making.
  const isNew = !live || live.status === "cancelled";
  if (isNew && !lease && !door.isTrusted) throw new DomainError("device_revoked");
  const needsRoom =
    isNew && overrideReason !== null && !lease?.isHeld && !(await hasOffer(ctx, event, userId));
  const seated =
    isNew &&
    (await takeSeatUnlessHeld(ctx, needsRoom ? await widenIfFull(ctx, event, overrideReason) : event, {
      userId,
      source: "walk_in",
      ...(lease ? { lease } : {}),
    }));
  if (!seated) {
    // They have a ticket, perhaps since a moment ago by another door: that one is decided on, and the seat is not needed.
    const theirs = await lockRegistrationOf(ctx, event, userId);
    if (!theirs) throw new DomainError("already_registered");
    if (lease) await freeLease(ctx, event.id, lease);
    return theirs;
  }
  return seated;
}

async function takeSeatUnlessHeld(
  ctx: TenantContext,
  event: EventRow,
  person: Parameters<typeof takeSeat>[2],
): Promise<RegistrationRow | null> {
  try {
    return await takeSeat(ctx, event, person);
  } catch (error) {
    if (error instanceof DomainError && error.code === "already_registered") return null;
    throw error;
  }
}

async function lockRegistrationOf(
  ctx: TenantContext,
  event: EventRow,
  userId: string,
): Promise<RegistrationRow | undefined> {
  const [found] = await ctx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.eventId, event.id), eq(registrations.userId, userId)))
    .for("update");
  return found;
}

/** Whether a seat is held for them, off the waitlist. */
async function hasOffer(ctx: TenantContext, event: EventRow, userId: string): Promise<boolean> {
  const offered = and(
    eq(waitlistEntries.eventId, event.id),
    eq(waitlistEntries.userId, userId),
    eq(waitlistEntries.status, "offered"),
  );
  return (await ctx.db.$count(waitlistEntries, offered)) > 0;
}

/** Raises a full event's capacity by the one seat that an admin answers for; gives the event as it is then. */
async function widenIfFull(ctx: TenantContext, event: EventRow, reason: string): Promise<EventRow> {
  const [widened] = await ctx.db
    .update(events)
    .set({ capacity: sql`${events.capacity} + 1`, updatedAt: ctx.now })
    .where(
      and(
        eq(events.id, event.id),
        sql`${events.registeredCount} + ${events.offeredCount} >= ${events.capacity}`,
      ),
    )
    .returning({ capacity: events.capacity });
  if (widened)
    await recordAudit(ctx, {
      action: "event.override_capacity",
      subjectType: "event",
      subjectId: event.id,
      details: { before: widened.capacity - 1, after: widened.capacity, reason },
    });
  return (await findEvent(ctx, event.id)) ?? event;
}
