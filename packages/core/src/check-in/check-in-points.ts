import {
  type CheckInPoint,
  type createCheckInPointInput,
  type deleteCheckInPointInput,
  maxCheckInPoints,
  type updateCheckInPointInput,
} from "@eventmaster/contract/check-in";
import { violatedConstraint } from "@eventmaster/db/client";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { and, asc, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, reading, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { loadCheckInPoints } from "./load-check-in-point.ts";

/** The event's check-in points, of which there are at most a hundred, oldest first, for its door staff too. @throws forbidden, not_found */
export async function listCheckInPoints(ctx: Context, input: { eventId: string }): Promise<CheckInPoint[]> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    const points = await loadCheckInPoints(ctx, event.id);
    return points.filter(({ isRemoved }) => !isRemoved).map(({ id, name, kind }) => ({ id, name, kind }));
  });
}

/** @throws forbidden, not_found, check_in_point_taken, too_many_check_in_points */
export async function createCheckInPoint(
  ctx: Context,
  input: z.infer<typeof createCheckInPointInput>,
): Promise<CheckInPoint> {
  return refusingTakenName(() =>
    transaction(ctx, async (ctx) => {
      const event = await loadEventFor(ctx, "door:manage", input.eventId);
      // One at a time, so that two at once do not both find room.
      await lockEvent(ctx, event.id);
      const count = await ctx.db.$count(
        checkInPoints,
        and(eq(checkInPoints.eventId, event.id), isNull(checkInPoints.removedAt)),
      );
      if (count >= maxCheckInPoints) throw new DomainError("too_many_check_in_points");
      const point: CheckInPoint = { id: uuidv7(), name: input.name, kind: input.kind };
      await ctx.db.insert(checkInPoints).values({
        ...point,
        organizationId: ctx.organizationId,
        eventId: event.id,
        createdAt: ctx.now,
      });
      await audit(ctx, "add", event.id, { checkInPointId: point.id, before: null, after: point });
      return point;
    }),
  );
}

/**
 * Another name; another kind only before the first scan there, because what leads into which room decides who is inside.
 * @throws forbidden, not_found, check_in_point_taken, check_in_point_used
 */
export async function updateCheckInPoint(
  ctx: Context,
  input: z.infer<typeof updateCheckInPointInput>,
): Promise<CheckInPoint> {
  return refusingTakenName(() =>
    transaction(ctx, async (ctx) => {
      const { eventId, ...before } = await findPoint(ctx, input.checkInPointId);
      const after = { ...before, name: input.name ?? before.name, kind: input.kind ?? before.kind };
      if (after.name === before.name && after.kind === before.kind) return after;
      if (after.kind !== before.kind) await refuseScannedPoint(ctx, after.id);
      await ctx.db
        .update(checkInPoints)
        .set({ name: after.name, kind: after.kind })
        .where(eq(checkInPoints.id, after.id));
      await audit(ctx, "change", eventId, { checkInPointId: after.id, before, after });
      return after;
    }),
  );
}

/**
 * Takes a check-in point away. Its scans and admissions are kept: only nobody is offered it any more. Gone already is no error.
 * @throws forbidden, not_found, last_check_in_point, check_in_point_used unless told to remove it even so
 */
export async function deleteCheckInPoint(
  ctx: Context,
  input: z.infer<typeof deleteCheckInPointInput>,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { eventId, ...point } = await findPoint(ctx, input.checkInPointId, { orRemoved: true });
    // All of them are locked, in one order: two that delete the last two at once see each other.
    const left = await ctx.db
      .select({ id: checkInPoints.id })
      .from(checkInPoints)
      .where(and(eq(checkInPoints.eventId, eventId), isNull(checkInPoints.removedAt)))
      .orderBy(asc(checkInPoints.id))
      .for("update");
    if (!left.some(({ id }) => id === point.id)) return;
    if (left.length === 1) throw new DomainError("last_check_in_point");
    const admitted = await ctx.db.$count(admissions, eq(admissions.checkInPointId, point.id));
    if (admitted > 0 && !input.evenWithAdmissions) throw new DomainError("check_in_point_used");
    await ctx.db.update(checkInPoints).set({ removedAt: ctx.now }).where(eq(checkInPoints.id, point.id));
    await audit(ctx, "remove", eventId, { checkInPointId: point.id, before: point, after: null, admitted });
  });
}

/** The point with its event, which the actor must manage. @throws forbidden, not_found */
async function findPoint(
  ctx: TenantContext,
  pointId: string,
  { orRemoved = false } = {},
): Promise<CheckInPoint & { eventId: string }> {
  authorize(ctx, "door:manage");
  const [found] = await ctx.db
    .select({
      id: checkInPoints.id,
      name: checkInPoints.name,
      kind: checkInPoints.kind,
      eventId: checkInPoints.eventId,
    })
    .from(checkInPoints)
    .where(
      and(
        eq(checkInPoints.organizationId, ctx.organizationId),
        eq(checkInPoints.id, pointId),
        orRemoved ? undefined : isNull(checkInPoints.removedAt),
      ),
    );
  if (!found) throw new DomainError("not_found");
  await loadEventFor(ctx, "door:manage", found.eventId);
  return found;
}

/** Holds the point against scans that are just being written there. */
async function refuseScannedPoint(ctx: TenantContext, pointId: string): Promise<void> {
  await ctx.db
    .select({ id: checkInPoints.id })
    .from(checkInPoints)
    .where(eq(checkInPoints.id, pointId))
    .for("update");
  if ((await ctx.db.$count(scans, eq(scans.checkInPointId, pointId))) > 0)
    throw new DomainError("check_in_point_used", { message: "Tickets were scanned at this check-in point." });
}

async function refusingTakenName<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === "check_in_points_name_key")
      throw new DomainError("check_in_point_taken");
    throw error;
  }
}

function audit(
  ctx: TenantContext,
  verb: "add" | "change" | "remove",
  eventId: string,
  details: Record<string, unknown>,
): Promise<void> {
  return recordAudit(ctx, {
    action: `event.${verb}_check_in_point`,
    subjectType: "event",
    subjectId: eventId,
    details,
  });
}
