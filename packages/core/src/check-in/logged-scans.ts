import type { Conflict, LoggedScan } from "@eventmaster/contract/check-in";
import type { Page } from "@eventmaster/contract/paging";
import { admissions, conflictResolutions, scans, undoneScans } from "@eventmaster/db/schema/check-in";
import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { nameAtTheDoor } from "./door-names.ts";

/** Who holds the scanned ticket. */
export const holder = alias(users, "holder");
const undoer = alias(users, "undoer");
const resolver = alias(users, "resolver");

/** What the device of a scan is called, in a query of scans. */
export const deviceOfScan = and(
  eq(doorDevices.eventId, scans.eventId),
  eq(doorDevices.deviceId, scans.deviceId),
);

type ScanRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** Scans by the time of their receipt, newest first; `filter` may speak of `scans` and of `holder`, who holds the ticket. */
export function pageOfScans(
  ctx: TenantContext,
  paging: { limit: number; offset: number; cursor?: string | null | undefined },
  filter: SQL | undefined,
): Promise<Page<ScanRow>> {
  return pageThrough({
    paging,
    at: scans.receivedAt,
    id: scans.id,
    direction: "desc",
    where: filter,
    total: () => countOf(ctx, filter),
    rows: (window) => rowsOf(ctx, window),
    positionOf: (row) => ({ at: row.scan.receivedAt, id: row.scan.id }),
  });
}

async function countOf(ctx: TenantContext, filter: SQL | undefined): Promise<number> {
  return ctx.db.$count(
    ctx.db
      .select({ id: scans.id })
      .from(scans)
      .leftJoin(registrations, eq(registrations.id, scans.registrationId))
      .leftJoin(holder, eq(holder.id, registrations.userId))
      .where(filter)
      .as("found"),
  );
}

function rowsOf(
  ctx: TenantContext,
  window: { where: SQL | undefined; orderBy: SQL[]; limit: number; offset: number },
) {
  return ctx.db
    .select({
      scan: scans,
      pointName: checkInPoints.name,
      deviceName: doorDevices.name,
      scannerName: users.displayName,
      holderName: holder.displayName,
      admittedScanId: admissions.scanId,
      undone: undoneScans,
      undoneBy: undoer.displayName,
      resolution: conflictResolutions,
      resolvedBy: resolver.displayName,
    })
    .from(scans)
    .innerJoin(checkInPoints, eq(checkInPoints.id, scans.checkInPointId))
    .leftJoin(users, eq(users.id, scans.scannedBy))
    .leftJoin(registrations, eq(registrations.id, scans.registrationId))
    .leftJoin(holder, eq(holder.id, registrations.userId))
    .leftJoin(admissions, eq(admissions.scanId, scans.id))
    .leftJoin(doorDevices, deviceOfScan)
    .leftJoin(undoneScans, eq(undoneScans.scanId, scans.id))
    .leftJoin(undoer, eq(undoer.id, undoneScans.undoneBy))
    .leftJoin(conflictResolutions, eq(conflictResolutions.scanId, scans.id))
    .leftJoin(resolver, eq(resolver.id, conflictResolutions.resolvedBy))
    .where(window.where)
    .orderBy(...window.orderBy)
    .limit(window.limit)
    .offset(window.offset);
}

/** A page of scans in the contract's shape, with what each is in conflict with. */
export async function showScans(
  ctx: TenantContext,
  event: Pick<EventRow, "doorNames" | "organizerId">,
  page: Page<ScanRow>,
  conflictsAmong: (scanIds: string[]) => Promise<Map<string, Conflict>>,
): Promise<Page<LoggedScan>> {
  const conflicts = await conflictsAmong(page.items.map(({ scan }) => scan.id));
  return mapPage(page, (row) => {
    const { scan } = row;
    return {
      id: scan.id,
      scannedAt: scan.scannedAt.toISOString(),
      receivedAt: scan.receivedAt.toISOString(),
      direction: scan.direction,
      verdict: scan.verdict,
      deviceVerdict: scan.deviceVerdict,
      deviceId: scan.deviceId,
      deviceName: row.deviceName,
      mark: scan.mark,
      isHeld: scan.isHeld,
      checkInPoint: { id: scan.checkInPointId, name: row.pointName },
      scannedBy: scan.scannedBy === null ? null : { id: scan.scannedBy, displayName: row.scannerName ?? "" },
      registration:
        scan.registrationId === null
          ? null
          : { id: scan.registrationId, holderName: nameAtTheDoor(ctx, event, row.holderName) },
      isAdmission: row.admittedScanId !== null,
      undone: row.undone && {
        at: row.undone.undoneAt.toISOString(),
        by: row.undoneBy,
        reason: row.undone.reason,
      },
      conflict: conflicts.get(scan.id) ?? null,
      resolution: row.resolution && {
        at: row.resolution.resolvedAt.toISOString(),
        by: row.resolvedBy,
        note: row.resolution.note,
        counts: row.resolution.counts,
      },
    };
  });
}
