import { type RateLimit, rateLimits } from "@eventmaster/contract/rate-limits";
import { jobNames, type SystemState } from "@eventmaster/contract/system";
import { suppressedAddresses } from "@eventmaster/db/schema/mails";
import { sql } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { LimitStoreKind } from "../rate-limits/rate-limiter.ts";

/** What the process that answers knows of itself. */
export interface ProcessFacts {
  version: string;
  startedAt: Date;
  mailMode: SystemState["mail"]["mode"];
  limitStore: LimitStoreKind;
}

const maxFailures = 20;

/**
 * How the system is: its database, its jobs, its mails, its limits. It belongs to no tenant and tells counts only, so it
 * asks across all of them; for the platform's admin.
 */
export async function getSystemState(
  ctx: Context,
  facts: ProcessFacts,
  watchers: number,
): Promise<SystemState> {
  authorize(ctx, "system:read");
  const [database, connections, queues, failures, limits, suppressed] = await Promise.all([
    databaseState(ctx),
    connectionCounts(ctx),
    queueStates(ctx),
    newestFailures(ctx),
    limitStates(ctx, facts.limitStore),
    ctx.pool.$count(suppressedAddresses),
  ]);
  const mails = queues.find(({ name }) => name === "mail.send");
  const mail = {
    mode: facts.mailMode,
    waiting: (mails?.waiting ?? 0) + (mails?.scheduled ?? 0) + (mails?.active ?? 0),
    retrying: mails?.retrying ?? 0,
    givenUp: mails?.givenUp ?? 0,
    suppressed,
  };
  return {
    version: facts.version,
    startedAt: facts.startedAt.toISOString(),
    now: ctx.now.toISOString(),
    database,
    connections,
    mail,
    queues,
    failures,
    rateLimits: { store: facts.limitStore, limits },
    live: { watchers },
    warnings: warningsOf(facts, queues),
  };
}

function warningsOf(facts: ProcessFacts, queues: SystemState["queues"]): SystemState["warnings"] {
  const jobs = queues.reduce((sum, queue) => sum + queue.givenUp, 0);
  return [
    ...(facts.mailMode === "outbox" ? [{ code: "no_mail_server" } as const] : []),
    ...(facts.limitStore === "off" ? [{ code: "rate_limits_off" } as const] : []),
    ...(jobs > 0 ? [{ code: "jobs_given_up", jobs } as const] : []),
  ];
}

async function databaseState({ pool }: Context): Promise<SystemState["database"]> {
  const [row] = await pool.execute<{ version: string; size: string; migrated: string | null }>(sql`
    select current_setting('server_version') as version, pg_database_size(current_database())::text as size,
      (select max(created_at) from drizzle.__drizzle_migrations)::text as migrated`);
  return {
    version: row?.version.split(" ", 1)[0] ?? "",
    sizeBytes: Number(row?.size ?? 0),
    newestMigrationAt: row?.migrated ? new Date(Number(row.migrated)).toISOString() : null,
  };
}

async function connectionCounts({ pool }: Context): Promise<SystemState["connections"]> {
  const rows = await pool.execute<{ name: string; connections: number }>(sql`
    select coalesce(nullif(application_name, ''), 'unnamed') as name, count(*)::int as connections
    from pg_stat_activity where datname = current_database() group by 1 order by 1`);
  return [...rows];
}

async function queueStates({ pool }: Context): Promise<SystemState["queues"]> {
  const rows = await pool.execute<SystemState["queues"][number]>(sql`
    select coalesce(source_name, name) as name,
      (count(*) filter (where source_name is null and state = 'created' and start_after <= now()))::int as waiting,
      (count(*) filter (where source_name is null and state = 'created' and start_after > now()))::int as scheduled,
      (count(*) filter (where source_name is null and state = 'retry'))::int as retrying,
      (count(*) filter (where source_name is null and state = 'active'))::int as active,
      (count(*) filter (where source_name is not null))::int as "givenUp"
    from (
      -- What was redriven keeps its source: only what lies among the dead letters is given up.
      select name, state, start_after, case when name = 'dead_letters' then source_name end as source_name
      from pgboss.job where state < 'completed'
    ) jobs group by 1`);
  const found = new Map(rows.map((row) => [row.name, row]));
  return jobNames.map(
    (name) => found.get(name) ?? { name, waiting: 0, scheduled: 0, retrying: 0, active: 0, givenUp: 0 },
  );
}

async function newestFailures({ pool }: Context): Promise<SystemState["failures"]> {
  const rows = await pool.execute<{
    id: string;
    queue: string;
    kind: string | null;
    isGivenUp: boolean;
    error: string | null;
    attempts: number;
    createdAt: number;
    nextAttemptAt: number;
  }>(sql`
    select id, coalesce(case when given_up then source_name end, name) as queue,
      case when coalesce(case when given_up then source_name end, name) = 'mail.send' then data -> 'payload' ->> 'kind' end as kind,
      given_up as "isGivenUp", coalesce(why ->> 'error', why -> 'value' ->> 'message') as error,
      case when given_up then coalesce(source_retry_count, 0) + 1 else retry_count end as attempts,
      extract(epoch from created_on)::float8 * 1000 as "createdAt",
      extract(epoch from start_after)::float8 * 1000 as "nextAttemptAt"
    from (
      select *, name = 'dead_letters' as given_up, case when name = 'dead_letters' then source_output else output end as why
      from pgboss.job where (name = 'dead_letters' and state = 'created') or state = 'retry'
    ) failed order by created_on desc, id desc limit ${maxFailures}`);
  return rows.map((row) => ({
    id: row.id,
    queue: row.queue,
    kind: row.kind,
    state: row.isGivenUp ? "given_up" : "retrying",
    error: row.error,
    attempts: row.attempts,
    createdAt: new Date(row.createdAt).toISOString(),
    nextAttemptAt: row.isGivenUp ? null : new Date(row.nextAttemptAt).toISOString(),
  }));
}

async function limitStates(
  { pool, now }: Context,
  store: LimitStoreKind,
): Promise<SystemState["rateLimits"]["limits"]> {
  const table: [string, RateLimit][] = Object.entries(rateLimits);
  const counted =
    store === "postgres"
      ? await pool.execute<{ name: string; counted: number; atLimit: number }>(sql`
          select l.name, count(r.key)::int as counted, (count(r.key) filter (where r.points >= l.points))::int as "atLimit"
          from json_to_recordset(${JSON.stringify(table.map(([name, { points }]) => ({ name, points })))}::json)
            as l(name text, points int)
          left join rate_limits r on r.key like 'limit:' || l.name || ':%' and r.expire > ${now.getTime()}
          group by l.name`)
      : [];
  const found = new Map(counted.map((row) => [row.name, row]));
  return table.map(([name, { points, seconds, per }]) => ({
    name,
    points,
    seconds,
    per,
    counted: found.get(name)?.counted ?? (store === "postgres" ? 0 : null),
    atLimit: found.get(name)?.atLimit ?? (store === "postgres" ? 0 : null),
  }));
}
