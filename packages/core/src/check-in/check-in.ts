import type { Decision } from "@eventmaster/admission/decide";
import type { ReadTicket } from "@eventmaster/admission/ticket-code";
import type { CheckInResult, verifyInput } from "@eventmaster/contract/check-in";
import { can } from "@eventmaster/contract/permissions";
import { eventStaff } from "@eventmaster/db/schema/events";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findEvent, loadEventFor } from "../events/load-event.ts";
import { answer } from "./answer.ts";
import { judgeScan } from "./judge-scan.ts";
import { chooseCheckInPoint, loadCheckInPoints } from "./load-check-in-point.ts";
import { plausibleTime } from "./plausible-time.ts";
import { requireDevice } from "./require-device.ts";
import { scanDigest } from "./scan-digest.ts";
import { type Scan, unmarked } from "./settle.ts";

/**
 * Checks a ticket at the door and lets it in if it may. Every refusal is an answer with its verdict, not an error; a
 * scan sent twice changes nothing and gets its first outcome (invariants 3 and 4).
 * @throws not_signed_in, forbidden, not_found (event or check-in point), device_revoked, scan_id_taken
 */
export async function checkIn(ctx: Context, input: z.infer<typeof verifyInput>): Promise<CheckInResult> {
  authorize(ctx, "ticket:scan");
  const read = ctx.ticketKeys.read(input.qrCode);
  return transaction(ctx, async (ctx) => {
    const eventId = input.eventId ?? (await eventNamedBy(ctx, read));
    if (eventId === null) return answerWithoutEvent(ctx, read, input.scanId ?? uuidv7());
    const event = await loadEventFor(ctx, "ticket:scan", eventId);
    await requireDevice(ctx, event.id, input.deviceId);
    const points = await loadCheckInPoints(ctx, event.id);
    const point = chooseCheckInPoint(points, input.checkInPointId ?? null);
    const direction = input.direction ?? "entry";
    const scan: Scan = {
      ...unmarked,
      id: input.scanId ?? uuidv7(),
      point,
      direction,
      deviceVerdict: null,
      deviceId: input.deviceId ?? null,
      scannedAt: plausibleTime(input.scannedAt, event, ctx.now),
      digest: scanDigest({ code: input.qrCode }, point.id, direction),
    };
    return answer(ctx, event, await judgeScan(ctx, { event, points }, scan, read));
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
  return answer(ctx, null, { scanId, decision, ...unmarked });
}

async function isOnAnyStaff(ctx: TenantContext, userId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ eventId: eventStaff.eventId })
    .from(eventStaff)
    .where(and(eq(eventStaff.organizationId, ctx.organizationId), eq(eventStaff.userId, userId)))
    .limit(1);
  return found !== undefined;
}
