import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { sql } from "drizzle-orm";
import { isPassage } from "./check-in/ticket-history.ts";

export interface BrokenInvariant {
  invariant: string;
  /** What breaks it, one line each, at most 20. */
  examples: string[];
}

/** Each query finds what must not be there (blueprint §5); the database's own constraints stand behind most of them. */
const checks = [
  {
    invariant: "registered_count is the number of registrations that are not cancelled",
    query: sql`select e.id || ': counted ' || e.registered_count || ', there are ' || count(r.id) as example
      from events e left join registrations r on r.event_id = e.id and r.status <> 'cancelled'
      group by e.id having count(r.id) <> e.registered_count limit 20`,
  },
  {
    invariant: "no event has more registrations than seats",
    query: sql`select id || ': ' || registered_count || ' and ' || offered_count || ' of ' || capacity as example
      from events where registered_count + offered_count > capacity limit 20`,
  },
  {
    invariant:
      "offered_count is the number of seats that are held: for offers, by devices and for running imports",
    query: sql`select e.id || ': counted ' || e.offered_count || ', there are ' || held || ' and ' || e.leased_count as example
      from events e, lateral (select
        (select count(*) from waitlist_entries w where w.event_id = e.id and w.status = 'offered') +
        (select coalesce(sum(i.total - i.done), 0) from imports i where i.event_id = e.id and i.status = 'running') as held
      ) holds
      where held + e.leased_count <> e.offered_count limit 20`,
  },
  {
    invariant: "leased_count is the number of seats that devices hold",
    query: sql`select e.id || ': counted ' || e.leased_count || ', there are ' || count(s.id) as example
      from events e left join leased_seats s on s.event_id = e.id and s.status = 'held'
      group by e.id having count(s.id) <> e.leased_count limit 20`,
  },
  {
    invariant:
      "a leased seat's code stands for a registration of its event once it was used, and for none before",
    query: sql`select s.id::text as example from leased_seats s left join registrations r on r.id = s.registration_id
      where case when s.status = 'used' then r.event_id is not null and r.event_id <> s.event_id
        else s.registration_id is not null end limit 20`,
  },
  {
    invariant: "a held scan admits nobody unless somebody said that it counts",
    query: sql`select a.scan_id::text as example from admissions a join scans on scans.id = a.scan_id
      where not ${isPassage()} limit 20`,
  },
  {
    invariant: "no seat is free while somebody waits for one",
    query: sql`select id || ': ' || registered_count || ' and ' || offered_count || ' of ' || capacity as example
      from events e where status = 'published' and start_at > now() and registered_count + offered_count < capacity
        and exists (select 1 from waitlist_entries w where w.event_id = e.id and w.status = 'waiting') limit 20`,
  },
  {
    invariant: "nobody has a ticket and a place on the waitlist of one event",
    query: sql`select r.id::text as example from registrations r
      join waitlist_entries w on w.event_id = r.event_id and w.user_id = r.user_id
      where r.status <> 'cancelled' and w.status in ('waiting', 'offered') limit 20`,
  },
  {
    invariant: "a live registration carries its event's title and start",
    query: sql`select r.id::text as example from registrations r join events e on e.id = r.event_id
      where r.status <> 'cancelled' and (r.event_title, r.event_start_at) <> (e.title, e.start_at) limit 20`,
  },
  {
    invariant: "one registration per event and person",
    query: sql`select event_id || ', ' || user_id as example
      from registrations group by event_id, user_id having count(*) > 1 limit 20`,
  },
  {
    invariant: "one admission per ticket and check-in point",
    query: sql`select registration_id || ', ' || check_in_point_id as example
      from admissions group by registration_id, check_in_point_id having count(*) > 1 limit 20`,
  },
  {
    invariant: "a checked-in registration has an admission, and an admission a checked-in registration",
    query: sql`select r.id || ': ' || r.status as example from registrations r
      where (r.status = 'checked_in') <> exists (select 1 from admissions a where a.registration_id = r.id) limit 20`,
  },
  {
    invariant: "a ticket's admission at a check-in point is the earliest scan that let it in there",
    query: sql`select coalesce(a.registration_id, f.registration_id)::text as example
      from admissions a full join (
        select distinct on (scans.registration_id, scans.check_in_point_id) scans.* from scans
        where scans.direction = 'entry' and ${isPassage()}
        order by scans.registration_id, scans.check_in_point_id, scans.scanned_at, scans.id
      ) f on f.registration_id = a.registration_id and f.check_in_point_id = a.check_in_point_id
      where f.id is distinct from a.scan_id or f.scanned_at is distinct from a.admitted_at limit 20`,
  },
  {
    invariant: "a ticket is inside until its first exit after its last entry",
    query: sql`select a.registration_id::text as example
      from admissions a join check_in_points here on here.id = a.check_in_point_id,
        lateral (select scans.scanned_at, scans.id from scans
          where scans.registration_id = a.registration_id and scans.check_in_point_id = a.check_in_point_id
            and scans.direction = 'entry' and ${isPassage()}
          order by scans.scanned_at desc, scans.id desc limit 1) entered,
        lateral (select min(exits.scanned_at) as at from scans exits
            join check_in_points there on there.id = exits.check_in_point_id
          where exits.registration_id = a.registration_id and exits.direction = 'exit'
            and (there.id = here.id or (there.kind = 'gate' and here.kind = 'gate'))
            and (exits.scanned_at, exits.id) > (entered.scanned_at, entered.id) and ${isPassage("exits")}) went
      where went.at is distinct from a.left_at limit 20`,
  },
  {
    invariant: "every organization has an admin",
    query: sql`select o.slug as example from organizations o
      where exists (select 1 from memberships m where m.organization_id = o.id)
        and not exists (select 1 from memberships m where m.organization_id = o.id and m.role = 'admin') limit 20`,
  },
  {
    invariant: "a registration lies in the organization of its event",
    query: sql`select r.id::text as example from registrations r join events e on e.id = r.event_id
      where r.organization_id <> e.organization_id limit 20`,
  },
  {
    invariant: "every registration has the audit row of its making",
    query: sql`select r.id::text as example from registrations r
      where not exists (select 1 from audit_log a where a.subject_id = r.id) limit 20`,
  },
  {
    invariant: "the audit log's chain is whole: no row was changed, removed or slipped in",
    query: sql`select 'link ' || c.sequence || ' of ' || c.organization_id as example from (
        select *, lag(hash, 1, '') over w as previous, lag(sequence, 1, 0) over w as before
        from audit_chain window w as (partition by organization_id order by sequence)
      ) c left join audit_log a on a.id = c.audit_id
      where a.id is null or c.sequence <> c.before + 1 or c.hash <> audit_link(c.previous, a)
      limit 20`,
  },
  {
    invariant: "the audit log ends where it ended last: no tail was cut off",
    query: sql`select coalesce(h.organization_id, c.organization_id) || ': ended at ' || coalesce(h.sequence, 0)
          || ', ends at ' || coalesce(c.sequence, 0) as example
      from audit_heads h full join (
        select distinct on (organization_id) * from audit_chain order by organization_id, sequence desc
      ) c on c.organization_id = h.organization_id
      where c.sequence is distinct from h.sequence or c.hash is distinct from h.hash limit 20`,
  },
  {
    invariant: "every audit row has its link in the chain",
    query: sql`select a.id::text as example from audit_log a
      where not exists (select 1 from audit_chain c where c.audit_id = a.id) limit 20`,
  },
];

/** Checks every invariant that data can show, on a live database; empty when all hold. */
export async function findBrokenInvariants(db: DatabaseOrTransaction): Promise<BrokenInvariant[]> {
  const broken: BrokenInvariant[] = [];
  for (const { invariant, query } of checks) {
    const rows = await db.execute<{ example: string }>(query);
    if (rows.length > 0) broken.push({ invariant, examples: rows.map((row) => row.example) });
  }
  return broken;
}
