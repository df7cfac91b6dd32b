import type { Occupancy } from "@eventmaster/contract/check-in";
import { admissions } from "@eventmaster/db/schema/check-in";
import { count, countDistinct, eq, isNull, sql } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { findEvent, loadEventFor } from "../events/load-event.ts";
import { DomainError } from "../domain-error.ts";
import { type CheckInPoint, loadCheckInPoints } from "./load-check-in-point.ts";

/** How many came and how many are inside, by point and for the event. @throws forbidden, not_found */
export async function getOccupancy(ctx: Context, input: { eventId: string }): Promise<Occupancy> {
  authorize(ctx, "ticket:scan");
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    return countOccupancy(ctx, event.id);
  });
}

/** The same for whoever has asked already whether they may. @throws not_found */
export async function countOccupancy(ctx: TenantContext, eventId: string): Promise<Occupancy> {
  const event = await findEvent(ctx, eventId);
  if (!event) throw new DomainError("not_found");
  const points = await loadCheckInPoints(ctx, event.id);
  const rows = await ctx.db
    .select({
      id: admissions.checkInPointId,
      admitted: count(),
      inside: sql<number>`count(*) filter (where ${isNull(admissions.leftAt)})`.mapWith(Number),
      lastAt: sql<Date>`max(${admissions.admittedAt})`.mapWith(admissions.admittedAt),
    })
    .from(admissions)
    .where(eq(admissions.eventId, event.id))
    .groupBy(admissions.checkInPointId);
  const byPoint = new Map(rows.map((row) => [row.id, row]));
  const ofEvent = roomOfEvent(points, (point) => byPoint.get(point.id)?.lastAt ?? null);
  const [people] = await ctx.db
    .select({
      admitted: countDistinct(admissions.registrationId),
      inside: sql<number>`count(distinct ${admissions.registrationId}) filter (
        where ${isNull(admissions.leftAt)} and ${admissions.checkInPointId} = any(${sql.param(ofEvent)}::uuid[]))`.mapWith(
        Number,
      ),
    })
    .from(admissions)
    .where(eq(admissions.eventId, event.id));
  return {
    eventId: event.id,
    registered: event.registeredCount,
    offered: event.offeredCount - event.leasedCount,
    leased: event.leasedCount,
    capacity: event.capacity,
    admitted: people?.admitted ?? 0,
    inside: people?.inside ?? 0,
    points: points
      .filter(({ id, isRemoved }) => !isRemoved || byPoint.has(id))
      .map(({ id, name, kind }) => ({
        id,
        name,
        kind,
        admitted: byPoint.get(id)?.admitted ?? 0,
        inside: byPoint.get(id)?.inside ?? 0,
      })),
  };
}

/**
 * The points that say who is inside the event: its gates; without a gate the day that was opened last, because nobody scans
 * out at night; without either its sessions.
 */
function roomOfEvent(
  points: readonly CheckInPoint[],
  lastAdmissionAt: (point: CheckInPoint) => Date | null,
): string[] {
  const ofKind = (kind: CheckInPoint["kind"]) => points.filter((point) => point.kind === kind);
  const gates = ofKind("gate").map(({ id }) => id);
  if (gates.length > 0) return gates;
  const [today] = ofKind("day")
    .map(({ id, ...point }) => ({ id, at: lastAdmissionAt({ id, ...point }) }))
    .toSorted((one, other) => (other.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0));
  if (today) return [today.id];
  return ofKind("session").map(({ id }) => id);
}
