import type { EventReport, EventReportInput } from "@eventmaster/contract/reports";
import { sql } from "drizzle-orm";
import { type Context, reading, type TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { loadEventFor } from "../events/load-event.ts";
import { zoneName } from "./zone-name.ts";

/** More points than this no chart shows; the steps of a longer event are longer. */
const mostSteps = 300;

/** How an event is doing: who registers when, who comes when and where, and what was answered. @throws forbidden, not_found */
export async function reportOnEvent(ctx: Context, input: EventReportInput): Promise<EventReport> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:report", input.eventId);
    const counted = await count(ctx, event, input.stepMinutes);
    return {
      eventId: event.id,
      timeZone: event.timeZone,
      capacity: event.capacity,
      registered: event.registeredCount,
      offered: event.offeredCount,
      noShows: event.endAt <= ctx.now ? event.registeredCount - counted.admitted : null,
      ...counted,
    };
  });
}

type Counted = Omit<EventReport, "eventId" | "timeZone" | "capacity" | "registered" | "offered" | "noShows">;

/** One statement, so that all of its numbers are of one moment. Every part finds its rows by the event's indexes. */
async function count(ctx: TenantContext, event: EventRow, stepMinutes: number): Promise<Counted> {
  const zone = zoneName(event.timeZone);
  const [row] = await ctx.db.execute<{ counted: Counted }>(sql`
    with asked as (
      select ${event.id}::uuid as event_id, ${zone}::text as zone,
        date_trunc('day', ${event.startAt}::timestamptz, ${zone}) as midnight
    ),
    registered as materialized (
      select r.id, r.status::text as status, r.source::text as source, r.created_at,
        case when r.status = 'cancelled' then coalesce(r.cancelled_at, r.created_at) end as cancelled_at
      from registrations r where r.event_id = ${event.id}
    ),
    ${registrationSeries},
    ${arrivalSeries(stepMinutes)},
    ${questionTallies(event.id)}
    select json_build_object(
      'cancelled', (select count(*) from registered where status = 'cancelled'),
      'waiting', (select count(*) from waitlist_entries where event_id = ${event.id} and status = 'waiting'),
      'admitted', (select count(*) from registered where status = 'checked_in'),
      'sources', (select coalesce(json_agg(s order by s.count desc, s.source), '[]')
        from (select source, count(*) from registered where status <> 'cancelled' group by source) s),
      'registrationUnit', (select unit from units),
      'registrations', (select coalesce(json_agg(s order by s.at), '[]') from registration_series s),
      'stepMinutes', (select minutes from steps),
      'arrivals', (select coalesce(json_agg(s order by s.at), '[]') from arrival_series s),
      'points', (select coalesce(json_agg(json_build_object(
          'id', p.id, 'name', p.name, 'kind', p.kind, 'admitted', coalesce(h.admitted, 0), 'hours', coalesce(h.hours, '[]')
        ) order by p.created_at, p.id), '[]')
        from check_in_points p left join point_hours h on h.id = p.id
        where p.event_id = ${event.id} and (p.removed_at is null or h.admitted > 0)),
      'scans', (select coalesce(json_agg(s order by s.count desc, s.verdict), '[]')
        from (select verdict, count(*) from scans where event_id = ${event.id} group by verdict) s),
      'questions', (select coalesce(json_agg(json_build_object(
          'id', q.id, 'label', q.label, 'kind', q.kind, 'isRemoved', q.removed_at is not null,
          'answered', coalesce(q.answered, 0), 'tally', coalesce(q.tally, '[]')
        ) order by q.removed_at nulls first, q.position, q.id), '[]') from question_tallies q)
    ) as counted`);
  if (!row) throw new Error("The report has no row");
  return row.counted;
}

/** An instant as answers have it. */
const isoText = (at: string) => sql.raw(`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const registrationSeries = sql`
  units as (
    select first, last, case when last - first <= interval '92 days' then 'day'
      when last - first <= interval '2 years' then 'week' else 'month' end as unit
    from (select min(created_at) as first, greatest(max(created_at), max(cancelled_at)) as last from registered) span
  ),
  moves as (
    select date_trunc(unit, created_at, zone) as at, 1 as registered, 0 as cancelled from registered, units, asked
    union all
    select date_trunc(unit, cancelled_at, zone), 0, 1 from registered, units, asked where cancelled_at is not null
  ),
  registration_series as (
    select ${isoText("at")} as at, coalesce(m.registered, 0) as registered, coalesce(m.cancelled, 0) as cancelled,
      sum(coalesce(m.registered, 0) - coalesce(m.cancelled, 0)) over (order by at) as total
    from units, asked, generate_series(
      date_trunc(unit, first, zone), date_trunc(unit, last, zone), ('1 ' || unit)::interval, zone) at
    left join (select at, sum(registered) as registered, sum(cancelled) as cancelled from moves group by at) m using (at)
  )`;

/** The step that an instant is in. A day is one of the calendar: with 23, 24 or 25 hours. */
const binned = (at: string, minutes: string) =>
  sql.raw(`case when minutes = 1440 then date_trunc('day', ${at}, zone)
    else date_bin(${minutes} * interval '1 minute', ${at}, midnight) end`);

const arrivalSeries = (stepMinutes: number) => sql`
  arrived as materialized (
    select registration_id, check_in_point_id, admitted_at from admissions, asked where admissions.event_id = asked.event_id
  ),
  steps as (
    select first, last, (select min(step) from unnest(array[5, 15, 60, 1440]) step
        where step >= ${stepMinutes}::int
          and (step = 1440 or last is null or last - first <= step * interval '${sql.raw(String(mostSteps))} minutes')) as minutes
    from (select min(admitted_at) as first, max(admitted_at) as last from arrived) span
  ),
  first_arrivals as (
    select ${binned("at", "minutes")} as at, count(*) as admitted
    from (select min(admitted_at) as at from arrived group by registration_id) people, steps, asked group by 1
  ),
  arrival_series as (
    select ${isoText("at")} as at, coalesce(f.admitted, 0) as admitted, sum(coalesce(f.admitted, 0)) over (order by at) as total
    from (select min(at) as first, max(at) as last from first_arrivals) span, steps,
      generate_series(span.first, span.last,
        case minutes when 1440 then interval '1 day' else minutes * interval '1 minute' end, (select zone from asked)) at
    left join first_arrivals f using (at)
  ),
  point_hours as (
    select id, sum(admitted) as admitted, json_agg(json_build_object('at', ${isoText("at")}, 'admitted', admitted) order by at) as hours
    from (
      select check_in_point_id as id, count(*) as admitted,
        ${binned("admitted_at", "greatest(minutes, 60)")} as at
      from arrived, steps, asked group by 1, 3
    ) hours group by id
  )`;

/** Of those who hold a ticket. A choice shows options that nobody chose too, and what was one once. */
const questionTallies = (eventId: string) => sql`
  given as materialized (
    select a.question_id, a.value, count(*) as count
    from questions q join answers a on a.question_id = q.id join registered r on r.id = a.registration_id
    where q.event_id = ${eventId} and r.status <> 'cancelled' group by 1, 2
  ),
  offered as (
    select q.id as question_id, option.value, option.place
    from questions q, unnest(case q.kind when 'choice' then q.options when 'checkbox' then array['true', 'false'] end)
      with ordinality option (value, place)
    where q.event_id = ${eventId}
  ),
  tallied as (
    select question_id, value, coalesce(g.count, 0) as count, o.place,
      row_number() over (partition by question_id order by o.place nulls last, g.count desc, value) as rank
    from given g full join offered o using (question_id, value)
  ),
  question_tallies as (
    select q.*, (select sum(count) from given g where g.question_id = q.id) as answered,
      (select json_agg(json_build_object('value', t.value, 'count', t.count) order by t.rank)
        from tallied t where t.question_id = q.id and (t.place is not null or t.rank <= 20)) as tally
    from questions q where q.event_id = ${eventId}
      and (q.removed_at is null or exists (select 1 from given g where g.question_id = q.id))
  )`;
