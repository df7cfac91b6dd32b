import { decide, type Decision } from "@eventmaster/admission/decide";
import { type ReadTicket, readTicketCode } from "@eventmaster/admission/ticket-code";
import type { CheckInResult, verifyInput } from "@eventmaster/contract/check-in";
import { can } from "@eventmaster/contract/permissions";
import { eventStaff } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { findEvent, loadEventFor } from "../events/load-event.ts";
import type { RegistrationRow } from "../registrations/seats.ts";
import { answer } from "./answer.ts";
import { chooseCheckInPoint, loadCheckInPoints } from "./load-check-in-point.ts";
import { findScan, type Scan, settle } from "./settle.ts";
import { loadTicketHistory, presenceAt } from "./ticket-history.ts";

/**
 * Checks a ticket at the door and lets it in if it may. Every refusal is an answer with its verdict, not an error; a
 * scan sent twice changes nothing and gets its first outcome (invariants 3 and 4).
 * @throws not_signed_in, forbidden, not_found (event or check-in point), scan_id_taken
 */
export async function checkIn(ctx: Context, input: z.infer<typeof verifyInput>): Promise<CheckInResult> {
  authorize(ctx, "ticket:scan");
  const read = readTicketCode(input.qrCode, ctx.ticketKeys.verifying);
  return transaction(ctx, async (ctx) => {
    const eventId = input.eventId ?? (await eventNamedBy(ctx, read));
    if (eventId === null) return answerWithoutEvent(ctx, read, input.scanId ?? uuidv7());
    const event = await loadEventFor(ctx, "ticket:scan", eventId);
    const points = await loadCheckInPoints(ctx, event.id);
    const scan: Scan = {
      id: input.scanId ?? uuidv7(),
      point: chooseCheckInPoint(points, input.checkInPointId ?? null),
      direction: input.direction ?? "entry",
      deviceVerdict: null,
      deviceId: input.deviceId ?? null,
      // A device whose clock runs ahead did not scan in the future.
      scannedAt: input.scannedAt && input.scannedAt < ctx.now ? input.scannedAt : ctx.now,
    };
    const registration = await lockRegistration(ctx, event, read);
    const earlier = await findScan(ctx, event, scan.id, points);
    if (earlier) return answer(ctx, event, earlier);
    const history = registration
      ? await loadTicketHistory(ctx, registration.id, points)
      : { passages: [], points };
    const decision = decide({
      read,
      event,
      registration,
      ...presenceAt(history, scan),
      direction: scan.direction,
      scannedAt: scan.scannedAt,
      rosterIsComplete: true,
    });
    return answer(ctx, event, await settle(ctx, event, scan, decision, history));
  });
}

/** The event that the code itself names, where the client names none. */
async function eventNamedBy(ctx: TenantContext, read: ReadTicket): Promise<string | null> {
  if (read.kind === "unknown" || read.identity === null) return null;
  const event = await findEvent(ctx, read.identity.eventId);
  return event?.id ?? null;
}

/** Neither the client nor the code says which door this is: nobody can be let in, and there is no event to keep the scan under. */
async function answerWithoutEvent(
  ctx: TenantContext,
  read: ReadTicket,
  scanId: string,
): Promise<CheckInResult> {
  const actor = authorize(ctx, "ticket:scan");
  const worksAtDoors = can(actor.role, "event:create") || (await isOnAnyStaff(ctx, actor.userId));
  if (!worksAtDoors) throw new DomainError("forbidden");
  const verdict = read.kind === "forged" ? "forged" : "unknown";
  const decision: Decision = { verdict, registrationId: null, admission: null };
  return answer(ctx, null, { scanId, decision });
}

async function isOnAnyStaff(ctx: TenantContext, userId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ eventId: eventStaff.eventId })
    .from(eventStaff)
    .where(and(eq(eventStaff.organizationId, ctx.organizationId), eq(eventStaff.userId, userId)))
    .limit(1);
  return found !== undefined;
}

/** The ticket's registration, if it is one of this event. Of scans of one ticket at once, each waits here for the one before it. */
export async function lockRegistration(
  ctx: TenantContext,
  event: Pick<EventRow, "id">,
  read: ReadTicket,
): Promise<RegistrationRow | null> {
  if (read.kind !== "ticket") return null;
  const [registration] = await ctx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.eventId, event.id), eq(registrations.id, read.identity.registrationId)))
    .for("update");
  return registration ?? null;
}
