import { type DeviceStanding, queuedScan, type SyncedScan } from "@eventmaster/contract/check-in";
import { type ErrorCode, errorCodes } from "@eventmaster/contract/error-codes";
import { fieldsOf } from "@eventmaster/contract/fields-of";
import { scans } from "@eventmaster/db/schema/check-in";
import { inArray } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { findEvent } from "../events/load-event.ts";
import { conflictsAmong } from "./conflicts.ts";
import { decideScan, judgeScan, lockRegistrations } from "./judge-scan.ts";
import { type CheckInPoint, loadCheckInPoints } from "./load-check-in-point.ts";
import { plausibleTime } from "./plausible-time.ts";
import { chunksOf, lanesOf, type Row, ticketOf } from "./scan-lanes.ts";
import { scanDigest } from "./scan-digest.ts";
import type { Scan, SettledScan } from "./settle.ts";
import { loadTicketHistories } from "./ticket-history.ts";
import { undoneAmong } from "./undo-scan.ts";
import { admitWalkIn } from "./walk-in.ts";

/** How a device stands whose scans these are. */
export interface Standing {
  standing: DeviceStanding;
  /** When whoever scanned was taken off the staff, if that is known. */
  dutyEndedAt: Date | null;
}

/** Whose scans a batch holds. */
export interface Batch {
  event: EventRow;
  /** The device is the pass's, whatever the rows say. */
  deviceId?: string;
  standingOf: (deviceId: string | null) => Standing;
}

/** What a batch is worked off against. It is read once: what changes meanwhile might as well have changed afterwards. */
interface Door extends Batch {
  points: readonly CheckInPoint[];
  /** Scans of this batch that were here before it. */
  known: ReadonlySet<string>;
}

export interface ReadRows {
  rows: Row[];
  /** Rows that are no scans, by their place. */
  results: SyncedScan[];
}

/** Each row is parsed by itself: one bad row does not fail the others. */
export function readRows(values: unknown[]): ReadRows {
  const results: SyncedScan[] = [];
  const rows: Row[] = [];
  for (const [at, value] of values.entries()) {
    const parsed = queuedScan.safeParse(value);
    if (parsed.success) rows.push({ at, scan: parsed.data, read: { kind: "unknown" } });
    else results[at] = invalid(value, parsed.error);
  }
  return { rows, results };
}

/**
 * Takes scans that waited on a device, and answers each. Each ticket's are settled in the order of their scan; what is wrong
 * with one is its own answer. What ends up admitted does not depend on the order in
 * which devices are heard (decision 13); a ticket that two let in is a conflict, which is data and not an error.
 */
export async function takeScans(
  ctx: Context,
  batch: Batch,
  { rows, results }: ReadRows,
): Promise<SyncedScan[]> {
  const door = await openDoor(
    ctx,
    batch,
    rows.map(({ scan }) => scan.scanId),
  );
  for (const row of rows) row.read = ctx.ticketKeys.read(row.scan.qrCode ?? "");
  await Promise.all(
    lanesOf(rows).map(async (lane) => {
      for (const chunk of chunksOf(lane)) await settleChunk(ctx, door, chunk, results);
    }),
  );
  return withConflicts(ctx, results);
}

function openDoor(ctx: Context, batch: Batch, scanIds: string[]): Promise<Door> {
  return reading(ctx, async (ctx) => {
    const points = await loadCheckInPoints(ctx, batch.event.id);
    const known =
      scanIds.length === 0
        ? []
        : await ctx.db.select({ id: scans.id }).from(scans).where(inArray(scans.id, scanIds));
    return { ...batch, points, known: new Set(known.map(({ id }) => id)) };
  });
}

/**
 * Many scans in one transaction, with their tickets locked in one order, are as many times as fast. Where one of them fails
 * nothing has happened, and each is settled by itself.
 */
async function settleChunk(ctx: Context, door: Door, chunk: Row[], results: SyncedScan[]): Promise<void> {
  if (chunk.length > 1) {
    // A stable sort: of each ticket the scans stay in their order.
    const rows = chunk.toSorted((one, other) =>
      ticketOf(one) < ticketOf(other) ? -1 : Number(ticketOf(one) > ticketOf(other)),
    );
    try {
      const settled = await transaction(ctx, (ctx) => settleTogether(ctx, door, rows));
      for (const [index, row] of rows.entries()) {
        const outcome = settled[index];
        if (outcome) results[row.at] = showSettled(row, outcome);
      }
      return;
    } catch (error) {
      if (!(error instanceof DomainError))
        ctx.logger.warn(
          { err: error },
          "queued scans could not be settled together: each is tried by itself",
        );
    }
  }
  for (const row of chunk) results[row.at] = await settleOne(ctx, door, row);
}

async function settleTogether(ctx: TenantContext, door: Door, rows: Row[]): Promise<SettledScan[]> {
  const ids = [...new Set(rows.map(ticketOf))];
  const registrations = await lockRegistrations(ctx, door.event, ids);
  const histories = await loadTicketHistories(ctx, ids, door.points);
  const settled: SettledScan[] = [];
  for (const row of rows) {
    const id = ticketOf(row);
    const registration = registrations.get(id);
    const scan = scanOf(ctx, door, row);
    const isNew = !door.known.has(scan.id);
    const history = histories.get(id) ?? { passages: [], points: door.points };
    const outcome =
      registration && isNew
        ? await decideScan(ctx, door, scan, { read: row.read, registration, history })
        : await judgeScan(ctx, door, scan, row.read, { isNew });
    if (outcome.history) histories.set(id, outcome.history);
    settled.push(outcome);
  }
  return settled;
}

async function settleOne(ctx: Context, door: Door, row: Row): Promise<SyncedScan> {
  const { scan } = row;
  try {
    return showSettled(row, await transaction(ctx, (ctx) => settleQueued(ctx, door, row)));
  } catch (error) {
    if (error instanceof DomainError) return failed(scan.scanId, error.code, error.message, error.fields);
    ctx.logger.error({ err: error, scanId: scan.scanId }, "a queued scan could not be settled");
    return failed(scan.scanId, "internal", errorCodes.internal.message, {});
  }
}

function showSettled({ scan }: Row, { decision, mark, isHeld }: SettledScan): SyncedScan {
  return {
    ok: true,
    scanId: scan.scanId,
    verdict: decision.verdict,
    deviceVerdict: scan.deviceVerdict,
    isReEntry: decision.isReEntry === true,
    registrationId: decision.registrationId,
    isUndone: false,
    mark,
    isHeld,
    conflict: null,
  };
}

/** @throws not_found (the check-in point) */
function scanOf(ctx: TenantContext, door: Door, { scan: queued }: Row): Scan {
  const { event, points } = door;
  // A point that was removed since is no reason to lose what was scanned there.
  const point = points.find(({ id }) => id === queued.checkInPointId);
  if (!point) throw new DomainError("not_found", { message: "There is no such check-in point." });
  const deviceId = door.deviceId ?? queued.deviceId ?? null;
  const scannedAt = plausibleTime(queued.scannedAt, event, ctx.now);
  const { email } = queued;
  const what = typeof email === "string" ? { email } : { code: queued.qrCode ?? "" };
  return {
    id: queued.scanId,
    point,
    direction: queued.direction,
    deviceId,
    scannedAt,
    deviceVerdict: queued.deviceVerdict,
    digest: scanDigest(what, point.id, queued.direction),
    ...markOf(door.standingOf(deviceId), scannedAt),
  };
}

async function settleQueued(ctx: TenantContext, door: Door, row: Row): Promise<SettledScan> {
  const { scan: queued, read } = row;
  const { event, points } = door;
  const scan = scanOf(ctx, door, row);
  const { email } = queued;
  if (typeof email !== "string") return judgeScan(ctx, door, scan, read, { isNew: !door.known.has(scan.id) });
  // Seats may have become free, or been taken, by the walk-in before.
  const now = await findEvent(ctx, event.id);
  if (!now) throw new DomainError("not_found");
  return admitWalkIn(ctx, now, scan, { ...queued, email }, points);
}

/**
 * A scan that nobody answers for any more is marked. It is held where it may be made up: of a device that was taken off the
 * door, or after its person's duty had ended (decision 24).
 */
function markOf({ standing, dutyEndedAt }: Standing, scannedAt: Date): Pick<Scan, "mark" | "isHeld"> {
  if (standing === "good") return { mark: null, isHeld: false };
  if (standing === "duty_ended")
    return { mark: standing, isHeld: dutyEndedAt === null || scannedAt > dutyEndedAt };
  return { mark: standing, isHeld: standing === "device_revoked" };
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
  return failed(scanIdOf(value), "validation", errorCodes.validation.message, fieldsOf(error, "scan"));
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
  const isWorthRetrying = code === "internal" || code === "seat_not_synced";
  return { ok: false, scanId, code, message, fields, isWorthRetrying };
}
