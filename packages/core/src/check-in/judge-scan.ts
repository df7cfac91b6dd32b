import { decide, type Decision, scanGraceMs } from "@eventmaster/admission/decide";
import { standIn } from "@eventmaster/admission/stand-in";
import type { ReadTicket } from "@eventmaster/admission/ticket-code";
import { leasedSeats } from "@eventmaster/db/schema/door-devices";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import type { RegistrationRow } from "../registrations/seats.ts";
import type { CheckInPoint } from "./load-check-in-point.ts";
import { findScan, type Scan, type SettledScan, settle } from "./settle.ts";
import { loadTicketHistory, presenceAt, type TicketHistory } from "./ticket-history.ts";

interface Door {
  event: EventRow;
  points: readonly CheckInPoint[];
}

/**
 * One scan of a code, by a device that is online or was not: what was decided before, or the decision, made true.
 * @param isNew the caller knows that no scan of this id is here: `settle` finds out about one that arrives at this moment
 * @throws scan_id_taken, seat_not_synced
 */
export async function judgeScan(
  ctx: TenantContext,
  door: Door,
  scan: Scan,
  read: ReadTicket,
  { isNew = false } = {},
): Promise<SettledScan> {
  const ticket = await lockTicket(ctx, door.event, read, scan);
  const earlier = isNew ? null : await findScan(ctx, door.event, scan, door.points);
  return earlier ?? decideScan(ctx, door, scan, ticket);
}

/** What a scan is decided on; the registration is locked. */
interface Ticket {
  read: ReadTicket;
  registration: RegistrationRow | null;
  /** Read since it is locked; else it is read here. */
  history?: TicketHistory | undefined;
}

/** Decides on a ticket, and settles the scan. */
export async function decideScan(
  ctx: TenantContext,
  { event, points }: Door,
  scan: Scan,
  { read, registration, ...known }: Ticket,
): Promise<SettledScan> {
  const history =
    known.history ??
    (registration ? await loadTicketHistory(ctx, registration.id, points) : { passages: [], points });
  const decision = decide({
    read,
    event,
    registration,
    ...presenceAt(history, scan),
    direction: scan.direction,
    scannedAt: scan.scannedAt,
    rosterIsComplete: true,
  });
  return settle(ctx, event, scan, asItHappened(scan, decision), history);
}

/** Who was turned away is not let in afterwards: what the device said then stands. */
function asItHappened({ deviceVerdict }: Scan, decision: Decision): Decision {
  const isGood = decision.verdict === "admitted" || decision.verdict === "left";
  if (!isGood || deviceVerdict === null || deviceVerdict === decision.verdict) return decision;
  return { ...decision, verdict: deviceVerdict, isReEntry: false };
}

/** The registration of this event for which the code stands. Of scans of one ticket at once, each waits here for the one before it. */
async function lockTicket(
  ctx: TenantContext,
  event: EventRow,
  read: ReadTicket,
  scan: Scan,
): Promise<Ticket> {
  if (read.kind !== "ticket") return { read, registration: null };
  const { registrationId } = read.identity;
  const registration = await lockRegistration(ctx, event, registrationId);
  if (registration) return { read, registration };
  const [seat] = await ctx.db
    .select()
    .from(leasedSeats)
    .where(and(eq(leasedSeats.eventId, event.id), eq(leasedSeats.id, registrationId)));
  if (!seat) return { read, registration: null };
  if (seat.registrationId !== null && seat.generation !== null) {
    const { registrationId: theirs, generation } = seat;
    return {
      read: standIn(read, (id) => ({ id, registrationId: theirs, generation })),
      registration: await lockRegistration(ctx, event, theirs),
    };
  }
  // The walk-in's own device may be heard later than the next door's, which let them in by the signature alone.
  const mayStillCome = seat.status === "held" || seat.status === "expired";
  const isOver = ctx.now.getTime() > event.endAt.getTime() + scanGraceMs;
  if (mayStillCome && !isOver && scan.deviceVerdict !== null) throw new DomainError("seat_not_synced");
  return { read, registration: null };
}

async function lockRegistration(
  ctx: TenantContext,
  event: Pick<EventRow, "id">,
  registrationId: string,
): Promise<RegistrationRow | null> {
  return (await lockRegistrations(ctx, event, [registrationId])).get(registrationId) ?? null;
}

/** The event's registrations with these ids, locked in one order, so that two that lock many do not wait for each other. */
export async function lockRegistrations(
  ctx: TenantContext,
  event: Pick<EventRow, "id">,
  ids: string[],
): Promise<Map<string, RegistrationRow>> {
  const rows = await ctx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.eventId, event.id), inArray(registrations.id, ids)))
    .orderBy(asc(registrations.id))
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
}
