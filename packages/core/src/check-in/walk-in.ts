import { decide } from "@eventmaster/admission/decide";
import type { ReadTicket } from "@eventmaster/admission/ticket-code";
import type { CheckInResult, walkInInput } from "@eventmaster/contract/check-in";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
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
import { answer } from "./answer.ts";
import { type CheckInPoint, chooseCheckInPoint, loadCheckInPoints } from "./load-check-in-point.ts";
import { findScan, type Scan, type SettledScan, settle } from "./settle.ts";
import { loadTicketHistory, presenceAt } from "./ticket-history.ts";

type WalkIn = z.infer<typeof walkInInput>;
type NewPerson = Pick<WalkIn, "email" | "displayName" | "overrideReason">;

/**
 * Registers somebody at the door and lets them in; who is registered already is just let in (CONTRACT §3, "Walk-in").
 * An unknown email makes a member without a password.
 * @throws forbidden, not_found, event_not_published, event_cancelled, event_over, validation (no name for an unknown
 *   email), event_full (unless an admin gives a reason to raise the capacity), scan_id_taken
 */
export async function walkIn(ctx: Context, input: WalkIn): Promise<CheckInResult> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    const points = await loadCheckInPoints(ctx, event.id);
    const scan: Scan = {
      id: input.scanId ?? uuidv7(),
      point: chooseCheckInPoint(points, input.checkInPointId ?? null),
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
 * @throws as `walkIn`
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
  const earlier = await findScan(ctx, event, scan.id, points);
  if (earlier) return earlier;
  const userId = await findOrMakePerson(ctx, event, person, "user.create_at_door");
  const registration = await registrationAtTheDoor(ctx, event, userId, overrideReason);
  const history = await loadTicketHistory(ctx, registration.id, points);
  const decision = decide({
    read: ticketOf(event, registration),
    event,
    registration,
    ...presenceAt(history, scan),
    scannedAt: scan.scannedAt,
    rosterIsComplete: true,
  });
  return settle(ctx, event, scan, decision, history);
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
  overrideReason: string | null,
): Promise<RegistrationRow> {
  const live = await lockRegistrationOf(ctx, event, userId);
  if (live && live.status !== "cancelled") return live;
  const roomy = overrideReason === null ? event : await widenIfFull(ctx, event, overrideReason);
  const seated = await takeSeatUnlessHeld(ctx, roomy, userId);
  // Another door registered the same person a moment ago: then they have a ticket, and the door decides on that.
  if (seated === null) {
    const theirs = await lockRegistrationOf(ctx, event, userId);
    if (!theirs) throw new DomainError("already_registered");
    return theirs;
  }
  await recordAudit(ctx, {
    action: "registration.create",
    subjectType: "registration",
    subjectId: seated.id,
    details: { eventId: event.id, generation: seated.generation, source: "walk_in" },
  });
  return seated;
}

async function takeSeatUnlessHeld(
  ctx: TenantContext,
  event: EventRow,
  userId: string,
): Promise<RegistrationRow | null> {
  try {
    return await takeSeat(ctx, event, { userId, source: "walk_in" });
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
