import { maxReportDays, type PlatformReport, type PlatformReportInput } from "@eventmaster/contract/reports";
import { sql } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { zoneName } from "./zone-name.ts";

const day = 24 * 60 * 60 * 1000;
const usualDays = 84;

/** How the organization is doing in a period of at most two years. @throws forbidden, validation (`from`, `to`) */
export async function reportOnPlatform(ctx: Context, input: PlatformReportInput): Promise<PlatformReport> {
  authorize(ctx, "reports:platform");
  const period = periodOf(ctx, input);
  return reading(ctx, async (ctx) => ({
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    unit: input.unit,
    timeZone: input.timeZone,
    ...(await count(ctx, { ...period, unit: input.unit, timeZone: zoneName(input.timeZone) })),
  }));
}

interface Period {
  from: Date;
  to: Date;
}

function periodOf(ctx: Context, { from, to }: PlatformReportInput): Period {
  const end = to ?? (from && from >= ctx.now ? new Date(from.getTime() + usualDays * day) : ctx.now);
  const period = { from: from ?? new Date(end.getTime() - usualDays * day), to: end };
  const isTooLong = period.to.getTime() - period.from.getTime() > maxReportDays * day;
  if (isTooLong)
    throw new DomainError("validation", { fields: { from: "Must be at most two years before the end" } });
  for (const field of ["from", "to"] as const) {
    const year = period[field].getUTCFullYear();
    if (!(year >= 1 && year <= 9999))
      throw new DomainError("validation", { fields: { [field]: "Must be a date that exists" } });
  }
  return period;
}

type Counted = Omit<PlatformReport, "from" | "to" | "unit" | "timeZone">;

/** The fields of an attendance, over some of `held`. */
const attendance = sql.raw(`
  'seats', coalesce(sum(capacity), 0), 'registered', coalesce(sum(registered_count), 0),
  'admitted', coalesce(sum(admitted), 0),
  'fillRate', round(sum(registered_count)::numeric / nullif(sum(capacity), 0), 4),
  'noShowRate', round(1 - sum(admitted) filter (where is_counted)::numeric
    / nullif(sum(registered_count) filter (where is_counted), 0), 4)`);

/** One statement, so that all of its numbers are of one moment. Every part finds its rows by the period. */
async function count(
  ctx: TenantContext,
  { from, to, unit, timeZone }: Period & Pick<PlatformReport, "unit" | "timeZone">,
): Promise<Counted> {
  const within = (column: string) =>
    sql`organization_id = ${ctx.organizationId} and ${sql.raw(column)} >= ${from}::timestamptz and ${sql.raw(column)} < ${to}::timestamptz`;
  const unitOf = (column: string) => sql`date_trunc(${unit}, ${sql.raw(column)}, ${timeZone})`;
  const perUnit = (table: string, column: string, where = sql`true`) =>
    sql`(select ${unitOf(column)} as at, count(*) as count from ${sql.raw(table)}
      where ${within(column)} and ${where} group by 1)`;
  const [row] = await ctx.db.execute<{ counted: Counted }>(sql`
    with held as materialized (
      select id, title, start_at, time_zone, category, capacity, registered_count, admitted,
        end_at <= ${ctx.now}::timestamptz and admitted > 0 as is_counted
      from (
        select events.*, (select count(*) from registrations r
          where r.event_id = events.id and r.status = 'checked_in') as admitted
        from events where ${within("start_at")} and status = 'published'
      ) counted
    ),
    registered as materialized ${perUnit("registrations", "created_at")},
    cancelled as materialized ${perUnit("registrations", "cancelled_at", sql`status = 'cancelled'`)},
    admitted as materialized ${perUnit("admissions", "admitted_at")},
    started as materialized (select ${unitOf("start_at")} as at, count(*) as count from held group by 1)
    select json_build_object(
      'totals', (select json_build_object('events', count(*), ${attendance},
        'registrations', (select coalesce(sum(count), 0) from registered),
        'cancellations', (select coalesce(sum(count), 0) from cancelled),
        'people', (select count(*) from memberships where organization_id = ${ctx.organizationId}),
        'newPeople', (select count(*) from memberships where ${within("created_at")}),
        'pendingEvents', (select count(*) from events where organization_id = ${ctx.organizationId} and status = 'pending'),
        'openRevisions', (select count(*) from event_revisions where organization_id = ${ctx.organizationId} and status = 'open')
      ) from held),
      'overTime', (select coalesce(json_agg(json_build_object(
          'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'registrations', coalesce(registered.count, 0), 'cancellations', coalesce(cancelled.count, 0),
          'admissions', coalesce(admitted.count, 0), 'events', coalesce(started.count, 0)) order by at), '[]')
        from generate_series(date_trunc(${unit}, ${from}::timestamptz, ${timeZone}), ${to}::timestamptz - interval '1 millisecond',
          ${`1 ${unit}`}::interval, ${timeZone}) at
        left join registered using (at) left join cancelled using (at)
        left join admitted using (at) left join started using (at)),
      'categories', (select coalesce(json_agg(counted order by registered desc, category), '[]') from (
        select category, sum(registered_count) as registered,
          json_build_object('category', category, 'events', count(*), ${attendance}) as counted
        from held group by category) by_category),
      'topEvents', (select coalesce(json_agg(counted order by registered_count desc, start_at, id), '[]') from (
        select id, registered_count, start_at, json_build_object('id', id, 'title', title,
          'startAt', to_char(start_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'timeZone', time_zone, 'category', category, ${attendance}) as counted
        from held group by id, title, start_at, time_zone, category, registered_count
        order by registered_count desc, start_at, id limit 10) top)
    ) as counted`);
  if (!row) throw new Error("The report has no row");
  return row.counted;
}
