import { comparePassages, type Passage, presencesOf } from "@eventmaster/admission/passages";
import type { KnownAdmission } from "@eventmaster/admission/decide";
import { scans } from "@eventmaster/db/schema/check-in";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { eq, and, inArray, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import type { CheckInPoint } from "./load-check-in-point.ts";

/** A scan that a ticket went through with, and what the door says of it. */
export interface KnownPassage extends Passage {
  scannedBy: string | null;
  admittedBy: string | null;
  checkPoint: string | null;
  deviceId: string | null;
}

/** What one ticket did so far, and where the doors are. */
export interface TicketHistory {
  passages: KnownPassage[];
  points: readonly CheckInPoint[];
}

/** What the door knows of a ticket when it decides. */
export interface KnownPresence {
  admission: KnownAdmission | null;
  hasLeft: boolean;
}

/**
 * Whether this scan, in a query that calls `scans` so, is a passage: somebody went through, with a ticket that is good,
 * nobody took it back, and it is not held. What the device showed is what happened; the verdict says whether the ticket was good.
 */
export function isPassage(name: "scans" | "earlier" | "exits" = "scans"): SQL {
  const scan = sql.raw(name);
  return sql`(
    ((${scan}.direction = 'entry' and ${scan}.verdict in ('admitted', 'already_admitted')
        and coalesce(${scan}.device_verdict, ${scan}.verdict) = 'admitted')
      or (${scan}.direction = 'exit' and ${scan}.verdict = 'left' and coalesce(${scan}.device_verdict, 'left') = 'left'))
    and not exists (select 1 from undone_scans where undone_scans.scan_id = ${scan}.id)
    and (not ${scan}.is_held
      or exists (select 1 from conflict_resolutions said where said.scan_id = ${scan}.id and said.counts)))`;
}

/** Read it under the registration's lock, else another door's scan may be missing. */
export async function loadTicketHistory(
  ctx: TenantContext,
  registrationId: string,
  points: readonly CheckInPoint[],
): Promise<TicketHistory> {
  const histories = await loadTicketHistories(ctx, [registrationId], points);
  return histories.get(registrationId) ?? { passages: [], points };
}

/** The same of many tickets; of one that did nothing so far there is none. */
export async function loadTicketHistories(
  ctx: TenantContext,
  registrationIds: string[],
  points: readonly CheckInPoint[],
): Promise<Map<string, TicketHistory>> {
  const rows = await ctx.db
    .select({
      registrationId: scans.registrationId,
      scanId: scans.id,
      checkInPointId: scans.checkInPointId,
      direction: scans.direction,
      at: scans.scannedAt,
      scannedBy: scans.scannedBy,
      admittedBy: users.displayName,
      checkPoint: checkInPoints.name,
      deviceId: scans.deviceId,
    })
    .from(scans)
    .innerJoin(checkInPoints, eq(checkInPoints.id, scans.checkInPointId))
    .leftJoin(users, eq(users.id, scans.scannedBy))
    .where(and(inArray(scans.registrationId, registrationIds), isPassage()));
  const histories = new Map<string, TicketHistory>();
  for (const { registrationId, ...passage } of rows) {
    const ticket = registrationId ?? "";
    const history = histories.get(ticket) ?? { passages: [], points };
    history.passages.push(passage);
    histories.set(ticket, history);
  }
  return histories;
}

/** Where the ticket stands at this point now, for a scan that is being answered. */
export function presenceNow({ passages, points }: TicketHistory, pointId: string): KnownPresence {
  const presence = presencesOf(passages, points).find(({ checkInPointId }) => checkInPointId === pointId);
  if (!presence) return { admission: null, hasLeft: false };
  const first = passages.find(({ scanId }) => scanId === presence.first.scanId);
  return { admission: first ? admissionBy(first) : null, hasLeft: presence.leftAt !== null };
}

/**
 * Where it stood for this scan: now, if the server's answer is what the door hears; just before it, if the device decided
 * a while ago, when later scans were none of its business.
 */
export function presenceAt(
  history: TicketHistory,
  scan: {
    id: string;
    point: CheckInPoint;
    direction: Passage["direction"];
    scannedAt: Date;
    deviceVerdict: string | null;
  },
): KnownPresence {
  if (scan.deviceVerdict === null) return presenceNow(history, scan.point.id);
  const here: Passage = {
    scanId: scan.id,
    checkInPointId: scan.point.id,
    direction: scan.direction,
    at: scan.scannedAt,
  };
  const passages = history.passages.filter((passage) => comparePassages(passage, here) < 0);
  return presenceNow({ ...history, passages }, scan.point.id);
}

function admissionBy({ at, admittedBy, checkPoint, deviceId }: KnownPassage): KnownAdmission {
  return { admittedAt: at, admittedBy, checkPoint, deviceId };
}
