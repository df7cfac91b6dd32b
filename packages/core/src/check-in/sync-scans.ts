import { decide, type Decision } from "@eventmaster/admission/decide";
import { type ReadTicket, readTicketCode } from "@eventmaster/admission/ticket-code";
import {
  queuedScan,
  type QueuedScan,
  type SyncedScan,
  type SyncResult,
  type syncInput,
} from "@eventmaster/contract/check-in";
import { type ErrorCode, errorCodes } from "@eventmaster/contract/error-codes";
import { scans } from "@eventmaster/db/schema/check-in";
import { inArray } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { loadEventFor } from "../events/load-event.ts";
import { lockRegistration } from "./check-in.ts";
import { conflictsAmong } from "./conflicts.ts";
import { type CheckInPoint, loadCheckInPoints } from "./load-check-in-point.ts";
import { findScan, type Scan, type SettledScan, settle } from "./settle.ts";
import { loadTicketHistory, presenceAt } from "./ticket-history.ts";
import { admitWalkIn } from "./walk-in.ts";
import { undoneAmong } from "./undo-scan.ts";

/** Tickets that are worked off at the same time: a batch waits for the database most of its time. */
const laneCount = 4;

interface Row {
  /** Its place in the batch. */
  at: number;
  scan: QueuedScan;
  read: ReadTicket;
}

/** What a batch is worked off against. It is read once: what changes meanwhile might as well have changed afterwards. */
interface Door {
  event: EventRow;
  points: readonly CheckInPoint[];
  /** Scans of this batch that were here before it. */
  known: ReadonlySet<string>;
}

/**
 * Takes scans that waited on a device, up to 500, and answers each. Each ticket's are settled in the order of their scan,
 * each in a transaction of its own: what is wrong with one is its own answer. What ends up admitted does not depend on the
 * order in which devices are heard (decision 13); a ticket that two let in is a conflict, which is data and not an error.
 * @throws forbidden, not_found (the event)
 */
export async function syncScans(ctx: Context, input: z.infer<typeof syncInput>): Promise<SyncResult> {
  authorize(ctx, "ticket:scan");
  const results: SyncedScan[] = [];
  const rows: Row[] = [];
  for (const [at, value] of input.scans.entries()) {
    const parsed = queuedScan.safeParse(value);
    if (parsed.success) rows.push({ at, scan: parsed.data, read: { kind: "unknown" } });
    else results[at] = invalid(value, parsed.error);
  }
  const door = await openDoor(
    ctx,
    input.eventId,
    rows.map(({ scan }) => scan.scanId),
  );
  for (const row of rows) row.read = readTicketCode(row.scan.qrCode ?? "", ctx.ticketKeys.verifying);
  await Promise.all(
    lanesOf(rows).map(async (lane) => {
      for (const row of lane) results[row.at] = await settleOne(ctx, door, row);
    }),
  );
  return { results: await withConflicts(ctx, results), serverTime: new Date().toISOString() };
}

function openDoor(ctx: Context, eventId: string, scanIds: string[]): Promise<Door> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", eventId);
    const points = await loadCheckInPoints(ctx, event.id);
    const known =
      scanIds.length === 0
        ? []
        : await ctx.db.select({ id: scans.id }).from(scans).where(inArray(scans.id, scanIds));
    return { event, points, known: new Set(known.map(({ id }) => id)) };
  });
}

/** In the order of their scan; scans of one ticket stay together, and walk-ins, who compete for seats. */
function lanesOf(rows: Row[]): Row[][] {
  const inOrder = rows.toSorted(
    ({ scan: one }, { scan: other }) =>
      one.scannedAt.getTime() - other.scannedAt.getTime() || (one.scanId < other.scanId ? -1 : 1),
  );
  const laneOf = new Map<string, number>();
  const lanes: Row[][] = Array.from({ length: laneCount }, () => []);
  for (const row of inOrder) {
    const ticket = row.read.kind === "ticket" ? row.read.identity.registrationId : "no ticket";
    const lane = laneOf.get(ticket) ?? laneOf.size % laneCount;
    laneOf.set(ticket, lane);
    lanes[lane]?.push(row);
  }
  return lanes;
}

async function settleOne(ctx: Context, door: Door, row: Row): Promise<SyncedScan> {
  const { scan } = row;
  try {
    const { decision } = await transaction(ctx, (ctx) => settleQueued(ctx, door, row));
    return {
      ok: true,
      scanId: scan.scanId,
      verdict: decision.verdict,
      deviceVerdict: scan.deviceVerdict,
      isReEntry: decision.isReEntry === true,
      registrationId: decision.registrationId,
      isUndone: false,
      conflict: null,
    };
  } catch (error) {
    if (error instanceof DomainError) return failed(scan.scanId, error.code, error.message, error.fields);
    ctx.logger.error({ err: error, scanId: scan.scanId }, "a queued scan could not be settled");
    return failed(scan.scanId, "internal", errorCodes.internal.message, {});
  }
}

async function settleQueued(
  ctx: TenantContext,
  { event, points, known }: Door,
  { scan: queued, read }: Row,
): Promise<SettledScan> {
  // A point that was removed since is no reason to lose what was scanned there.
  const point = points.find(({ id }) => id === queued.checkInPointId);
  if (!point) throw new DomainError("not_found", { message: "There is no such check-in point." });
  const scan: Scan = {
    id: queued.scanId,
    point,
    direction: queued.direction,
    deviceId: queued.deviceId ?? null,
    // A device whose clock runs ahead did not scan in the future.
    scannedAt: queued.scannedAt < ctx.now ? queued.scannedAt : ctx.now,
    deviceVerdict: queued.deviceVerdict,
  };
  if (typeof queued.email === "string") {
    // Seats may have become free, or been taken, by the walk-in before.
    const now = await loadEventFor(ctx, "ticket:scan", event.id);
    return admitWalkIn(ctx, now, scan, { ...queued, email: queued.email }, points);
  }
  const registration = await lockRegistration(ctx, event, read);
  // Only a shortcut: `settle` finds out about one that arrives twice at the same moment.
  const earlier = known.has(scan.id) ? await findScan(ctx, event, scan.id, points) : null;
  if (earlier) return earlier;
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
  return settle(ctx, event, scan, asItHappened(scan, decision), history);
}

/** Who was turned away is not let in afterwards: what the device said then stands. */
function asItHappened({ deviceVerdict }: Scan, decision: Decision): Decision {
  const isGood = decision.verdict === "admitted" || decision.verdict === "left";
  if (!isGood || deviceVerdict === null || deviceVerdict === decision.verdict) return decision;
  return { ...decision, verdict: deviceVerdict, isReEntry: false };
}

/** Conflicts are told as they are once the whole batch is in. */
async function withConflicts(ctx: Context, results: SyncedScan[]): Promise<SyncedScan[]> {
  const ids = results.flatMap((result) => (result.ok ? [result.scanId] : []));
  if (ids.length === 0) return results;
  const [conflicts, undone] = await reading(ctx, async (ctx) => [
    await conflictsAmong(ctx, ids),
    await undoneAmong(ctx, ids),
  ]);
  return results.map((result) =>
    result.ok
      ? { ...result, conflict: conflicts.get(result.scanId) ?? null, isUndone: undone.has(result.scanId) }
      : result,
  );
}

function invalid(value: unknown, error: z.ZodError): SyncedScan {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.map(String).join(".") || "scan"] ??= issue.message;
  return failed(scanIdOf(value), "validation", errorCodes.validation.message, fields);
}

function scanIdOf(value: unknown): string | null {
  const isNamed = typeof value === "object" && value !== null && "scanId" in value;
  return isNamed && typeof value.scanId === "string" ? value.scanId.slice(0, 100) : null;
}

function failed(
  scanId: string | null,
  code: ErrorCode,
  message: string,
  fields: Record<string, string>,
): SyncedScan {
  return { ok: false, scanId, code, message, fields, isWorthRetrying: code === "internal" };
}
