import { checkInPoints } from "@eventmaster/db/schema/events";
import { and, asc, eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";

export interface CheckInPoint {
  id: string;
  name: string;
}

/** The named check-in point of the event, or its first. @throws not_found for a point of another event */
export async function loadCheckInPoint(
  ctx: TenantContext,
  event: EventRow,
  pointId: string | null,
): Promise<CheckInPoint> {
  const [point] = await ctx.db
    .select({ id: checkInPoints.id, name: checkInPoints.name })
    .from(checkInPoints)
    .where(
      and(eq(checkInPoints.eventId, event.id), pointId === null ? undefined : eq(checkInPoints.id, pointId)),
    )
    .orderBy(asc(checkInPoints.createdAt), asc(checkInPoints.id))
    .limit(1);
  if (!point) throw new DomainError("not_found", { message: "There is no such check-in point." });
  return point;
}
