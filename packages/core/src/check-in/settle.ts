import type { Decision, ScanDirection } from "@eventmaster/admission/decide";
import { comparePassages } from "@eventmaster/admission/passages";
import type { ScanMark } from "@eventmaster/contract/check-in";
import type { Verdict } from "@eventmaster/contract/verdicts";
import { scans } from "@eventmaster/db/schema/check-in";
import { eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { keepAdmissions } from "./keep-admissions.ts";
import type { CheckInPoint } from "./load-check-in-point.ts";
import { type KnownPassage, loadTicketHistory, presenceNow, type TicketHistory } from "./ticket-history.ts";

export interface Scan {
  id: string;
  point: CheckInPoint;
  direction: ScanDirection;
  deviceId: string | null;
  scannedAt: Date;
  /** What the device showed by itself; null where the server's verdict is what is shown. */
  deviceVerdict: Verdict | null;
  /** What was scanned, as `scanDigest` says it. */
  digest: string;
  /** How the device stood that handed it in, if not as it should. */
  mark: ScanMark | null;
  /** Whoever was let through is not admitted by it until somebody says that it counts (decision 24). */
  isHeld: boolean;
}

/** A scan of somebody who may, at a device that may. */
export const unmarked = { mark: null, isHeld: false } as const;

export interface SettledScan {
  scanId: string;
  decision: Decision;
  mark: ScanMark | null;
  isHeld: boolean;
  /** What the ticket did so far, with this scan, where it was just settled. */
  history?: TicketHistory;
}

/**
 * The outcome of a scan that was sent before, or null.
 * @throws scan_id_taken when the id is another scan's: of another event, code, check-in point or direction
 */
export async function findScan(
  ctx: TenantContext,
  event: Pick<EventRow, "id">,
  { id: scanId, digest }: Pick<Scan, "id" | "digest">,
  points: readonly CheckInPoint[],
): Promise<SettledScan | null> {
  const [found] = await ctx.db.select().from(scans).where(eq(scans.id, scanId));
  if (!found) return null;
  // What was scanned before digests were kept has none.
  if (found.eventId !== event.id || (found.digest ?? digest) !== digest)
    throw new DomainError("scan_id_taken");
  const kept = { mark: found.mark, isHeld: found.isHeld };
  const { verdict, registrationId } = found;
  const decision: Decision = { verdict, registrationId, admission: null };
  const hasHistory = registrationId !== null && (verdict === "already_admitted" || verdict === "admitted");
  if (!hasHistory || found.direction === "exit") return { scanId, decision, ...kept };
  const history = await loadTicketHistory(ctx, registrationId, points);
  // Only a refusal spoke of an admission; a later one is none of this scan's.
  if (verdict === "already_admitted")
    return {
      scanId,
      ...kept,
      decision: { ...decision, admission: presenceNow(history, found.checkInPointId).admission },
    };
  const isReEntry = history.passages.some(
    (passage) =>
      passage.direction === "entry" &&
      passage.checkInPointId === found.checkInPointId &&
      comparePassages(passage, passageOf(found)) < 0,
  );
  return { scanId, decision: isReEntry ? { ...decision, isReEntry } : decision, ...kept };
}

function passageOf(row: typeof scans.$inferSelect) {
  return {
    scanId: row.id,
    checkInPointId: row.checkInPointId,
    direction: row.direction,
    at: row.scannedAt,
  };
}

/**
 * Makes a decision true: keeps the scan, and what follows from it for the ticket's admissions. Call it inside a transaction
 * that holds the registration's lock, with the history read under it; the admission's primary key decides even without.
 */
export async function settle(
  ctx: TenantContext,
  event: Pick<EventRow, "id">,
  scan: Scan,
  decision: Decision,
  history: TicketHistory,
): Promise<SettledScan> {
  const isThrough = decision.registrationId !== null && wentThrough(scan, decision);
  const isHeld = scan.isHeld && isThrough;
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
      direction: scan.direction,
      verdict: decision.verdict,
      deviceVerdict: scan.deviceVerdict,
      digest: scan.digest,
      mark: scan.mark,
      isHeld,
    })
    .onConflictDoNothing({ target: scans.id })
    .returning({ id: scans.id });
  if (!kept) {
    // The same scan arrived twice at once, and the other was first.
    const first = await findScan(ctx, event, scan, history.points);
    if (first) return first;
    throw new DomainError("scan_id_taken");
  }
  const settled = { scanId: scan.id, decision, mark: scan.mark, isHeld };
  if (decision.registrationId === null || !isThrough || isHeld) return { ...settled, history };
  const after = { ...history, passages: [...history.passages, knownPassageOf(ctx, scan)] };
  const ticket = { eventId: event.id, registrationId: decision.registrationId };
  await keepAdmissions(ctx, ticket, history, after, { scanId: scan.id, checkInPointId: scan.point.id });
  return { ...settled, history: after };
}

/** As `isPassage` asks the database: with a good ticket, and not turned away by the device. */
function wentThrough({ direction, deviceVerdict }: Scan, { verdict }: Decision): boolean {
  const shown = deviceVerdict ?? verdict;
  if (direction === "exit") return verdict === "left" && shown === "left";
  return shown === "admitted" && (verdict === "admitted" || verdict === "already_admitted");
}

function knownPassageOf(ctx: TenantContext, scan: Scan): KnownPassage {
  return {
    scanId: scan.id,
    checkInPointId: scan.point.id,
    direction: scan.direction,
    at: scan.scannedAt,
    scannedBy: ctx.actor?.userId ?? null,
    admittedBy: null,
    checkPoint: scan.point.name,
    deviceId: scan.deviceId,
  };
}
