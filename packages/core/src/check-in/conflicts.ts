import type {
  Conflict,
  listConflictsInput,
  LoggedScan,
  resolveConflictInput,
} from "@eventmaster/contract/check-in";
import type { Page } from "@eventmaster/contract/paging";
import { conflictResolutions, scans } from "@eventmaster/db/schema/check-in";
import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, exists, inArray, not, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, reading, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { keepAdmissions } from "./keep-admissions.ts";
import { loadCheckInPoints } from "./load-check-in-point.ts";
import { deviceOfScan, pageOfScans, showScans } from "./logged-scans.ts";
import { isPassage, loadTicketHistory } from "./ticket-history.ts";

/**
 * Of an entry, the ticket's last one before it at the same point, if it had not left since: `entryBefore` of admission, asked
 * of the database. All gates are doors of one room.
 */
const entryBefore = sql`(
  select earlier.id from scans earlier
  where earlier.registration_id = scans.registration_id and earlier.check_in_point_id = scans.check_in_point_id
    and earlier.direction = 'entry' and (earlier.scanned_at, earlier.id) < (scans.scanned_at, scans.id)
    and ${isPassage("earlier")}
    and not exists (
      select 1 from scans exits
        join check_in_points their_point on their_point.id = exits.check_in_point_id
        join check_in_points this_point on this_point.id = scans.check_in_point_id
      where exits.registration_id = scans.registration_id and exits.direction = 'exit'
        and (exits.check_in_point_id = scans.check_in_point_id
          or (their_point.kind = 'gate' and this_point.kind = 'gate'))
        and (exits.scanned_at, exits.id) > (earlier.scanned_at, earlier.id)
        and (exits.scanned_at, exits.id) < (scans.scanned_at, scans.id)
        and ${isPassage("exits")})
  order by earlier.scanned_at desc, earlier.id desc limit 1)`;

/**
 * Whether a scan let somebody in who was in already, or who should not have been let in at all, or is held, which somebody
 * has to look at. It follows from the scans,
 * so a scan that arrives late can make or end a conflict, and undoing one of two entries ends it.
 */
const isConflict = sql`(
  (scans.is_held or (scans.direction = 'entry' and coalesce(scans.device_verdict, scans.verdict) = 'admitted'))
  and not exists (select 1 from undone_scans where undone_scans.scan_id = scans.id)
  and (scans.is_held or scans.verdict not in ('admitted', 'already_admitted') or (
    not exists (select 1 from admissions where admissions.scan_id = scans.id) and ${entryBefore} is not null)))`;

/** The conflicts among these scans, by scan. */
export async function conflictsAmong(ctx: TenantContext, scanIds: string[]): Promise<Map<string, Conflict>> {
  if (scanIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      scanId: scans.id,
      verdict: scans.verdict,
      isHeld: scans.isHeld,
      beforeId: sql<string | null>`${entryBefore}`,
    })
    .from(scans)
    .where(and(inArray(scans.id, scanIds), isConflict));
  const before = await entriesBy(
    ctx,
    rows.flatMap(({ beforeId }) => beforeId ?? []),
  );
  return new Map(
    rows.map(({ scanId, verdict, isHeld, beforeId }) => {
      if (isHeld) return [scanId, { ...doubleOf(before.get(beforeId ?? "")), kind: "held" }];
      const isDouble = verdict === "admitted" || verdict === "already_admitted";
      return [scanId, isDouble ? doubleOf(before.get(beforeId ?? "")) : unwarranted];
    }),
  );
}

const unwarranted: Conflict = {
  kind: "admitted_though_refused",
  scanId: null,
  admittedAt: null,
  admittedBy: null,
  deviceId: null,
  deviceName: null,
  checkInPoint: null,
};

type Entry = Awaited<ReturnType<typeof entriesBy>> extends Map<string, infer Value> ? Value : never;

function doubleOf(entry: Entry | undefined): Conflict {
  return {
    kind: "admitted_twice",
    scanId: entry?.id ?? null,
    admittedAt: entry?.at.toISOString() ?? null,
    admittedBy: entry?.by ?? null,
    deviceId: entry?.deviceId ?? null,
    deviceName: entry?.deviceName ?? null,
    checkInPoint: entry?.point ?? null,
  };
}

async function entriesBy(ctx: TenantContext, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await ctx.db
    .select({
      id: scans.id,
      at: scans.scannedAt,
      by: users.displayName,
      deviceId: scans.deviceId,
      deviceName: doorDevices.name,
      point: checkInPoints.name,
    })
    .from(scans)
    .leftJoin(doorDevices, deviceOfScan)
    .innerJoin(checkInPoints, eq(checkInPoints.id, scans.checkInPointId))
    .leftJoin(users, eq(users.id, scans.scannedBy))
    .where(inArray(scans.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Conflicts of an event, the newest first, for its door staff too: both devices show them. @throws forbidden, not_found */
export async function listConflicts(
  ctx: Context,
  input: z.infer<typeof listConflictsInput>,
): Promise<Page<LoggedScan>> {
  authorize(ctx, "ticket:scan");
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    const page = await pageOfScans(
      ctx,
      input,
      and(
        eq(scans.eventId, event.id),
        isConflict,
        statusFilter(ctx, input.status),
        input.deviceId ? eq(scans.deviceId, input.deviceId) : undefined,
      ),
    );
    return showScans(ctx, event, page, (ids) => conflictsAmong(ctx, ids));
  });
}

function statusFilter(
  ctx: TenantContext,
  status: z.infer<typeof listConflictsInput>["status"],
): SQL | undefined {
  const isResolved = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(conflictResolutions)
      .where(eq(conflictResolutions.scanId, scans.id)),
  );
  if (status === "all") return undefined;
  return status === "resolved" ? isResolved : not(isResolved);
}

/**
 * Says what came of a conflict, and of a held scan whether it counts; the first note stays. For those who manage the event.
 * @throws forbidden, not_found, not_a_conflict
 */
export async function resolveConflict(
  ctx: Context,
  input: z.infer<typeof resolveConflictInput>,
): Promise<LoggedScan> {
  authorize(ctx, "door:manage");
  return transaction(ctx, async (ctx) => {
    const ofScan = and(eq(scans.organizationId, ctx.organizationId), eq(scans.id, input.scanId));
    const [scan] = await ctx.db.select().from(scans).where(ofScan);
    if (!scan) throw new DomainError("not_found");
    const event = await loadEventFor(ctx, "door:manage", scan.eventId);
    await keepResolution(ctx, scan, input);
    const page = await pageOfScans(ctx, { limit: 1, offset: 0 }, ofScan);
    const { items } = await showScans(ctx, event, page, (ids) => conflictsAmong(ctx, ids));
    const [shown] = items;
    if (!shown) throw new DomainError("not_found");
    return shown;
  });
}

async function keepResolution(
  ctx: TenantContext,
  scan: typeof scans.$inferSelect,
  input: z.infer<typeof resolveConflictInput>,
): Promise<void> {
  // Scans and undoings of this ticket wait here, as they do for each other.
  if (scan.registrationId !== null)
    await ctx.db
      .select({ id: registrations.id })
      .from(registrations)
      .where(eq(registrations.id, scan.registrationId))
      .for("update");
  const isKnown = await ctx.db.$count(conflictResolutions, eq(conflictResolutions.scanId, scan.id));
  if (isKnown > 0) return;
  if (!(await conflictsAmong(ctx, [scan.id])).has(scan.id)) throw new DomainError("not_a_conflict");
  const counts = scan.isHeld ? (input.counts ?? false) : null;
  const before = await historyFor(ctx, counts ? scan : null);
  const [added] = await ctx.db
    .insert(conflictResolutions)
    .values({
      scanId: scan.id,
      organizationId: ctx.organizationId,
      eventId: scan.eventId,
      note: input.note,
      counts,
      resolvedBy: ctx.actor?.userId ?? null,
      resolvedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ scanId: conflictResolutions.scanId });
  if (!added) return;
  await recordAudit(ctx, {
    action: "event.resolve_conflict",
    subjectType: "event",
    subjectId: scan.eventId,
    details: { scanId: scan.id, ...(counts === null ? {} : { counts }) },
  });
  const after = await historyFor(ctx, counts ? scan : null);
  if (before && after && scan.registrationId !== null)
    await keepAdmissions(ctx, { eventId: scan.eventId, registrationId: scan.registrationId }, before, after, {
      scanId: scan.id,
      checkInPointId: scan.checkInPointId,
    });
}

async function historyFor(ctx: TenantContext, scan: typeof scans.$inferSelect | null) {
  if (!scan || scan.registrationId === null) return null;
  return loadTicketHistory(ctx, scan.registrationId, await loadCheckInPoints(ctx, scan.eventId));
}
