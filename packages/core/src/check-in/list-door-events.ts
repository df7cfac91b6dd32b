import { scanGraceMs } from "@eventmaster/admission/decide";
import type { DoorEvent, listDoorEventsInput } from "@eventmaster/contract/check-in";
import type { Page } from "@eventmaster/contract/paging";
import { can } from "@eventmaster/contract/permissions";
import { admissions } from "@eventmaster/db/schema/check-in";
import { checkInPoints, events, eventStaff } from "@eventmaster/db/schema/events";
import { and, asc, countDistinct, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";

/** Published events whose door the actor may work at and that are not over, soonest first. */
export async function listDoorEvents(
  ctx: Context,
  input: z.infer<typeof listDoorEventsInput>,
): Promise<Page<DoorEvent>> {
  const actor = authorize(ctx, "ticket:scan");
  return reading(ctx, async (ctx) => {
    const scansAll = can(actor.role, "ticket:scan", { owns: false, assigned: false });
    const isAssigned = sql`exists (
      select 1 from ${eventStaff} where ${eventStaff.eventId} = ${events.id} and ${eventStaff.userId} = ${actor.userId}
    )`;
    const filter = and(
      eq(events.organizationId, ctx.organizationId),
      eq(events.status, "published"),
      gt(events.endAt, new Date(ctx.now.getTime() - scanGraceMs)),
      scansAll ? undefined : or(eq(events.organizerId, actor.userId), isAssigned),
    );
    const page = await pageThrough({
      paging: input,
      at: events.startAt,
      id: events.id,
      direction: "asc",
      where: filter,
      total: () => ctx.db.$count(events, filter),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select()
          .from(events)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.startAt, id: row.id }),
    });
    const [points, admitted] = await Promise.all([
      pointsOf(
        ctx,
        page.items.map((event) => event.id),
      ),
      admittedIn(
        ctx,
        page.items.map((event) => event.id),
      ),
    ]);
    return mapPage(page, (event) => ({
      id: event.id,
      title: event.title,
      startAt: event.startAt.toISOString(),
      endAt: event.endAt.toISOString(),
      timeZone: event.timeZone,
      location: event.location,
      category: event.category,
      capacity: event.capacity,
      registeredCount: event.registeredCount,
      checkedInCount: admitted.get(event.id) ?? 0,
      checkInPoints: points
        .filter((point) => point.eventId === event.id)
        .map(({ id, name, kind }) => ({ id, name, kind })),
    }));
  });
}

function pointsOf(ctx: TenantContext, eventIds: string[]) {
  return ctx.db
    .select({
      id: checkInPoints.id,
      name: checkInPoints.name,
      kind: checkInPoints.kind,
      eventId: checkInPoints.eventId,
    })
    .from(checkInPoints)
    .where(and(inArray(checkInPoints.eventId, eventIds), isNull(checkInPoints.removedAt)))
    .orderBy(asc(checkInPoints.createdAt), asc(checkInPoints.id));
}

async function admittedIn(ctx: TenantContext, eventIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ eventId: admissions.eventId, people: countDistinct(admissions.registrationId) })
    .from(admissions)
    .where(inArray(admissions.eventId, eventIds))
    .groupBy(admissions.eventId);
  return new Map(rows.map((row) => [row.eventId, row.people]));
}
