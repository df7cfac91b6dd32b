import type { Event, EventCategory } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { eventColumns, showEvent } from "./event-view.ts";
import { managesEvent } from "./load-event.ts";

interface EventFilters {
  limit: number;
  offset: number;
  cursor?: string | null | undefined;
  q?: string | undefined;
  category?: EventCategory | undefined;
  tag?: string | undefined;
  place?: string | undefined;
  hasSeats?: boolean | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  order?: "latest" | "soonest" | undefined;
}

/** A slip in a shorter word would be found in half of all words. */
const shortestWithSlip = 4;

/**
 * The one query behind every list of events; `scope` says which events this reader's list is of. Where the words of `q` are
 * nowhere in it, what reads like them is found instead: the same on every page, because the first total says so.
 */
export async function pageOfEvents(
  ctx: TenantContext,
  input: EventFilters,
  scope: SQL | undefined,
): Promise<Page<Event>> {
  if (!input.q) return pageOf(ctx, input, scope);
  const exact = await pageOf(ctx, input, and(scope, inFound(sql`events_with_words(${input.q})`)));
  if (exact.total > 0 || input.q.length < shortestWithSlip) return exact;
  return pageOf(ctx, input, and(scope, inFound(sql`events_resembling(${input.q})`)));
}

/** What the database's own functions find, past row-level security, which would keep it from its indexes (decision 6). */
function inFound(found: SQL): SQL {
  return sql`${events.id} in (select ${found})`;
}

async function pageOf(ctx: TenantContext, input: EventFilters, scope: SQL | undefined): Promise<Page<Event>> {
  const filter = and(
    eq(events.organizationId, ctx.organizationId),
    scope,
    input.category ? eq(events.category, input.category) : undefined,
    input.tag ? inFound(sql`events_tagged(${input.tag})`) : undefined,
    input.place ? inFound(sql`events_at_place(${input.place})`) : undefined,
    input.hasSeats ? lt(sql`${events.registeredCount} + ${events.offeredCount}`, events.capacity) : undefined,
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
