import type { DoorPoint } from "@eventmaster/admission/passages";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { asc, eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

export interface CheckInPoint extends DoorPoint {
  name: string;
  /** Not offered any more; scans that were made there before are still taken. */
  isRemoved: boolean;
}

/** All check-in points that the event has or had, oldest first. */
export async function loadCheckInPoints(ctx: TenantContext, eventId: string): Promise<CheckInPoint[]> {
  const rows = await ctx.db
    .select({
      id: checkInPoints.id,
      name: checkInPoints.name,
      kind: checkInPoints.kind,
      removedAt: checkInPoints.removedAt,
    })
    .from(checkInPoints)
    .where(eq(checkInPoints.eventId, eventId))
    .orderBy(asc(checkInPoints.createdAt), asc(checkInPoints.id));
  return rows.map(({ removedAt, ...point }) => ({ ...point, isRemoved: removedAt !== null }));
}

/** The named check-in point, or the event's first. @throws not_found for a point of another event, or a removed one */
export function chooseCheckInPoint(points: readonly CheckInPoint[], pointId: string | null): CheckInPoint {
  const point = points.find(({ id, isRemoved }) => !isRemoved && (pointId === null || id === pointId));
  if (!point) throw new DomainError("not_found", { message: "There is no such check-in point." });
  return point;
}
