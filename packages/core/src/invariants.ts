import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { sql } from "drizzle-orm";

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
    query: sql`select id || ': ' || registered_count || ' of ' || capacity as example
      from events where registered_count > capacity limit 20`,
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
    invariant: "an admission was made by a scan of that ticket with the verdict admitted",
    query: sql`select a.registration_id::text as example from admissions a join scans s on s.id = a.scan_id
      where s.verdict <> 'admitted' or s.registration_id is distinct from a.registration_id limit 20`,
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
