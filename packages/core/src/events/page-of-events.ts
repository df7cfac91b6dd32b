import type { Event, EventCategory } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, lt, lte, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { mapPage, pageSorted, type SortKey } from "../paging.ts";
import { eventColumns, type EventRow, showEvent } from "./event-view.ts";
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
  when?: "upcoming" | "past" | "all" | undefined;
  order?: "latest" | "soonest" | "relevance" | undefined;
}

/** A slip in a shorter word would be found in half of all words. */
const shortestWithSlip = 4;

/**
 * The one query behind every list of events; `scope` says which events this reader's list is of. Where the words of `q` are
 * nowhere in it, what reads like them is found instead.
 */
export async function pageOfEvents(
  ctx: TenantContext,
  input: EventFilters,
  scope: SQL | undefined,
): Promise<Page<Event>> {
  const filter = and(scope, filterOf(ctx, input));
  if (!input.q) return pageOf(ctx, input, filter, null);
  const exact = sql`events_with_words(${input.q})`;
  const isFound = input.q.length < shortestWithSlip || (await hasAny(ctx, filter, exact));
  return pageOf(ctx, input, filter, isFound ? exact : sql`events_resembling(${input.q})`);
}

function filterOf(ctx: TenantContext, input: EventFilters): SQL | undefined {
  return and(
    eq(events.organizationId, ctx.organizationId),
    input.category ? eq(events.category, input.category) : undefined,
    input.tag ? inFound(sql`events_tagged(${input.tag})`) : undefined,
    input.place ? inFound(sql`events_at_place(${input.place})`) : undefined,
    input.hasSeats ? lt(sql`${events.registeredCount} + ${events.offeredCount}`, events.capacity) : undefined,
    input.from ? gt(events.endAt, input.from) : undefined,
    input.to ? lt(events.startAt, input.to) : undefined,
    input.when === "upcoming" ? gt(events.endAt, ctx.now) : undefined,
    input.when === "past" ? lte(events.endAt, ctx.now) : undefined,
  );
}

/** What the database's own functions find, past row-level security, which would keep it from its indexes (decision 6). */
function inFound(found: SQL): SQL {
  return sql`${events.id} in (select ${found})`;
}

/** Events that a search has found, with how well each fits. */
const found = (search: SQL) => sql`${search} as found`;
const isFound = sql`found.id = ${events.id}`;
const rank = sql<string>`found.rank`;

async function hasAny(ctx: TenantContext, filter: SQL | undefined, search: SQL): Promise<boolean> {
  const any = await ctx.db
    .select({ id: events.id })
    .from(events)
    .innerJoin(found(search), isFound)
    .where(filter)
    .limit(1);
  return any.length > 0;
}

type FoundRow = EventRow & { rank: string };

function keysOf({ q, order, when }: EventFilters): SortKey<FoundRow>[] {
  const byRank: SortKey<FoundRow> = { by: rank, kind: "number", direction: "desc", of: (row) => row.rank };
  const isByRank = Boolean(q) && (order === undefined || order === "relevance");
  // Of what fits equally well, the next one that one can go to comes first, where it is asked for that.
  const direction = order === "soonest" || (isByRank && when === "upcoming") ? "asc" : "desc";
  return [
    ...(isByRank ? [byRank] : []),
    { by: events.startAt, kind: "instant", direction, of: ({ startAt }) => startAt },
    { by: events.id, kind: "id", direction, of: ({ id }) => id },
  ];
}

async function pageOf(
  ctx: TenantContext,
  input: EventFilters,
  filter: SQL | undefined,
  search: SQL | null,
): Promise<Page<Event>> {
  const page = await pageSorted({
    paging: input,
    keys: keysOf(input),
    where: filter,
    rows: ({ where, orderBy, limit, offset }) => {
      const query = ctx.db
        .select({ ...eventColumns, rank: search ? rank : sql<string>`''` })
        .from(events)
        .innerJoin(users, eq(users.id, events.organizerId))
        .$dynamic();
      return (search ? query.innerJoin(found(search), isFound) : query)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset);
    },
    total: async () => {
      const query = ctx.db
        .select({ rows: sql<number>`count(*)::int` })
        .from(events)
        .$dynamic();
      const [row] = await (search ? query.innerJoin(found(search), isFound) : query).where(filter);
      return row?.rows ?? 0;
    },
  });
  return mapPage(page, (row) => showEvent(row, { manages: managesEvent(ctx, row) }));
}
