import type { Event, EventCategory } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, arrayContains, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { containing, mapPage, pageThrough } from "../paging.ts";
import { eventColumns, showEvent } from "./event-view.ts";
import { managesEvent } from "./load-event.ts";

interface EventFilters {
  limit: number;
  offset: number;
  cursor?: string | null | undefined;
  q?: string | undefined;
  category?: EventCategory | undefined;
  tag?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  order?: "latest" | "soonest" | undefined;
}

/** The one query behind every list of events; `scope` says which events this reader's list is of. */
export async function pageOfEvents(
  ctx: TenantContext,
  input: EventFilters,
  scope: SQL | undefined,
): Promise<Page<Event>> {
  const filter = and(
    eq(events.organizationId, ctx.organizationId),
    scope,
    input.q ? sql`(${events.title} || ' ' || ${events.location}) ilike ${containing(input.q)}` : undefined,
    input.category ? eq(events.category, input.category) : undefined,
    input.tag ? arrayContains(events.tags, [input.tag]) : undefined,
    input.from ? gt(events.endAt, input.from) : undefined,
    input.to ? lt(events.startAt, input.to) : undefined,
  );
  const page = await pageThrough({
    paging: input,
    at: events.startAt,
    id: events.id,
    direction: input.order === "soonest" ? "asc" : "desc",
    where: filter,
    rows: ({ where, orderBy, limit, offset }) =>
      ctx.db
        .select(eventColumns)
        .from(events)
        .innerJoin(users, eq(users.id, events.organizerId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
    total: () => ctx.db.$count(events, filter),
    positionOf: (row) => ({ at: row.startAt, id: row.id }),
  });
  return mapPage(page, (row) => showEvent(row, { manages: managesEvent(ctx, row) }));
}
