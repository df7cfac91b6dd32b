import type { Decision } from "@eventmaster/admission/decide";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { findAdmission } from "./admissions.ts";
import type { CheckInPoint } from "./load-check-in-point.ts";

export interface Scan {
  id: string;
  point: CheckInPoint;
  deviceId: string | null;
  scannedAt: Date;
}

export interface SettledScan {
  scanId: string;
  decision: Decision;
}

/** The outcome of a scan that was sent before, or null. @throws scan_id_taken when the id is another event's scan */
export async function findScan(
  ctx: TenantContext,
  event: EventRow,
  scanId: string,
): Promise<SettledScan | null> {
  const [found] = await ctx.db.select().from(scans).where(eq(scans.id, scanId));
  if (!found) return null;
  if (found.eventId !== event.id) throw new DomainError("scan_id_taken");
  // Only this outcome spoke of an admission; a later one is none of this scan's.
  const admission =
    found.registrationId !== null && found.verdict === "already_admitted"
      ? await findAdmission(ctx, found.registrationId, found.checkInPointId)
      : null;
  const decision: Decision = { verdict: found.verdict, registrationId: found.registrationId, admission };
  return { scanId, decision };
}

/**
 * Makes a decision true: keeps the scan, and for `admitted` the admission. Call it inside a transaction that holds the
 * registration's lock; the admission's primary key decides even without it.
 */
export async function settle(
  ctx: TenantContext,
  event: EventRow,
  scan: Scan,
  decision: Decision,
): Promise<SettledScan> {
  const [kept] = await ctx.db
    .insert(scans)
    .values({
      id: scan.id,
      organizationId: ctx.organizationId,
      eventId: event.id,
      registrationId: decision.registrationId,
      checkInPointId: scan.point.id,
      deviceId: scan.deviceId,
      scannedBy: ctx.actor?.userId ?? null,
      scannedAt: scan.scannedAt,
      receivedAt: ctx.now,
      verdict: decision.verdict,
    })
    .onConflictDoNothing({ target: scans.id })
    .returning({ id: scans.id });
  if (!kept) {
    // The same scan arrived twice at once, and the other was first.
    const first = await findScan(ctx, event, scan.id);
    if (first) return first;
    throw new DomainError("scan_id_taken");
  }
  if (decision.verdict === "admitted" && decision.registrationId !== null)
    await admit(ctx, event, scan, decision.registrationId);
  return { scanId: scan.id, decision };
}

async function admit(ctx: TenantContext, event: EventRow, scan: Scan, registrationId: string): Promise<void> {
  await ctx.db.insert(admissions).values({
    registrationId,
    checkInPointId: scan.point.id,
    organizationId: ctx.organizationId,
    eventId: event.id,
    scanId: scan.id,
    admittedAt: scan.scannedAt,
    admittedBy: ctx.actor?.userId ?? null,
    deviceId: scan.deviceId,
  });
  await ctx.db
    .update(registrations)
    .set({ status: "checked_in" })
    .where(and(eq(registrations.id, registrationId), eq(registrations.status, "registered")));
  await recordAudit(ctx, {
    action: "registration.admit",
    subjectType: "registration",
    subjectId: registrationId,
    details: { eventId: event.id, scanId: scan.id, checkInPointId: scan.point.id },
  });
}
