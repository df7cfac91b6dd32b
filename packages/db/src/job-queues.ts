import { type JobName, jobNames } from "@eventmaster/contract/system";
import { PgBoss } from "pg-boss";
import type postgres from "postgres";
import { tenantRole } from "./tenant.ts";

/** Where jobs end up that were given up: kept for two weeks, for somebody to look at. */
export const deadLetters = "dead_letters";

/** Five more attempts after the first: after 1 to 2 minutes, then twice as long each time, about 45 minutes in all. */
const retries = { retryLimit: 5, retryDelay: 60, retryBackoff: true };

/** A worker that dies is noticed after half a minute; what it was at is then done again. */
const heartbeatSeconds = 30;

/** Finished jobs hold addresses and links: they go soon. */
const deleteAfterSeconds = 10 * 60;

/**
 * Jobs that come by the clock, whichever workers run: one of them puts each in its queue, and one takes it. They belong to no
 * organization.
 */
const schedules: { name: JobName; cron: string }[] = [
  { name: "system.keep-house", cron: "23 * * * *" },
  { name: "reminders.look", cron: "* * * * *" },
];
const nobodys = {
  organizationId: "00000000-0000-0000-0000-000000000000",
  requestId: "schedule",
  payload: {},
};

/** Changes with every change of what `installJobQueues` makes. */
export const jobQueuesVersion = JSON.stringify([
  jobNames,
  schedules,
  retries,
  heartbeatSeconds,
  deleteAfterSeconds,
]);

/** Brings pg-boss's own schema and our queues, one per kind of job, up to date. Runs under the migrations' lock; a second run changes nothing. */
export async function installJobQueues(url: string, sql: postgres.Sql): Promise<void> {
  const boss = new PgBoss({
    ...jobConnection(url),
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  // What fails here is thrown where it is asked for.
  boss.on("error", () => {});
  try {
    await boss.start();
    await boss.createQueue(deadLetters, { retryLimit: 0 });
    for (const name of jobNames) {
      const options = { ...retries, heartbeatSeconds, deleteAfterSeconds, deadLetter: deadLetters };
      await boss.createQueue(name, options);
      await boss.updateQueue(name, options);
    }
    for (const { name, cron } of schedules) await boss.schedule(name, cron, nobodys);
  } finally {
    await boss.stop({ graceful: false });
  }
  // What adding a job needs and no more: a request can add one, but neither read nor change what waits (decision 9).
  await sql.unsafe(`
    grant usage on schema pgboss to ${tenantRole};
    grant select on pgboss.queue to ${tenantRole};
    grant insert on pgboss.job_common to ${tenantRole};`);
}

/** How pg-boss connects. Its driver reads `sslmode` as libpq does, as ours, only when it is told to. */
export function jobConnection(url: string): {
  connectionString: string;
  openTelemetry: { enabled: false };
} {
  const connection = new URL(url);
  if (connection.searchParams.has("sslmode")) connection.searchParams.set("uselibpqcompat", "true");
  return { connectionString: connection.href, openTelemetry: { enabled: false } };
}
