import type { JobName } from "@eventmaster/contract/system";
import type { Database, Transaction } from "@eventmaster/db/client";
import { deadLetters } from "@eventmaster/db/job-queues";
import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { uuidv7 } from "uuidv7";
import type { JobEnvelope } from "./job-payloads.ts";

export interface QueuedJob {
  /** Absent: a new one. */
  id?: string | undefined;
  data: JobEnvelope;
  startAfter?: Date | undefined;
}

/** Where jobs are put. Working them off is `startWorker`, in this process or another. */
export interface JobQueue {
  /** Adds jobs within `tx`. */
  add(tx: Transaction, name: JobName, jobs: QueuedJob[]): Promise<void>;
  /** Puts jobs that were given up back where they came from, with all their attempts. @returns how many */
  retryGivenUp(tx: Transaction): Promise<number>;
  close: () => Promise<void>;
}

/** So many jobs go in one statement: a few megabytes of mails. */
const chunk = 1000;

/** The queues of the database, over the pool's own connections. They were made by `migrateDatabase`. */
export async function openJobQueue(db: Database): Promise<JobQueue> {
  const boss = new PgBoss({
    db: fromDrizzle(db, sql),
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  // It reads the list of queues now and then; what it knows already is enough for adding.
  boss.on("error", () => {});
  // Knows all queues from here on: asking for one within a transaction would take a second connection.
  await boss.start();
  return {
    async add(tx, name, jobs) {
      for (let from = 0; from < jobs.length; from += chunk) {
        await boss.insert(
          name,
          jobs.slice(from, from + chunk).map(({ id = uuidv7(), data, startAfter }) => ({
            id,
            data,
            ...(startAfter ? { startAfter } : {}),
          })),
          { db: preparedIn(tx) },
        );
      }
    },
    async retryGivenUp(tx) {
      let count = 0;
      // At most a thousand at a time.
      for (;;) {
        const moved = await boss.redrive(deadLetters, { db: fromDrizzle(tx, sql) });
        if (moved === 0) return count;
        count += moved;
      }
    },
    close: () => boss.stop({ close: false, graceful: false }),
  };
}

/**
 * pg-boss's long INSERT takes three times as long to plan as to run, and it is the same one for every job of a queue: each
 * connection plans it once, and sends it without asking for its parameters' types first.
 */
function preparedIn(tx: Transaction) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { session } = tx._;
      const query = session.prepareQuery<{ execute: object[]; all: never; values: never }>(
        { sql: text, params: values },
        undefined,
        "a job",
        false,
      );
      return { rows: await query.execute() };
    },
  };
}
