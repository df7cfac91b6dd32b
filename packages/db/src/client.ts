import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

export type Database = PostgresJsDatabase & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a function takes that runs one statement, wherever it is called from. */
export type DatabaseOrTransaction = PgDatabase<PostgresJsQueryResultHKT>;

export type Connection = { db: Database; sql: postgres.Sql; close: () => Promise<void> };

export type ConnectionOptions = {
  /** The most connections this pool opens; 10 when absent. */
  max?: number | undefined;
  /** Shown in pg_stat_activity. */
  applicationName?: string | undefined;
};

/**
 * Opens a pool of connections, each at its first use. `close()` waits up to 5 s for running statements.
 *
 * Reading through `sql` gives timestamps as PostgreSQL's text, because drizzle reads them itself; through `db` they are `Date`.
 */
export function connect(url: string, options: ConnectionOptions = {}): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connection: { application_name: options.applicationName ?? "eventmaster", TimeZone: "UTC" },
    onnotice: () => {},
  });
  const db = drizzle(sql);
  // drizzle passes values on as they are, and postgres.js then fails on a Date inside a raw sql`` fragment.
  for (const type of [1082, 1114, 1184]) {
    sql.options.serializers[type] = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  }
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}

/** The SQLSTATE of a failed statement, wherever it sits in the chain of causes; undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  return findPostgresError(error)?.code;
}

/** The name of the constraint that a statement violated (SQLSTATE class 23), else undefined. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = findPostgresError(error);
  return cause?.code.startsWith("23") ? cause.constraint_name : undefined;
}

function findPostgresError(error: unknown): postgres.PostgresError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof postgres.PostgresError) return cause;
  }
  return undefined;
}

const serializationFailure = "40001";
const deadlockDetected = "40P01";

/**
 * Runs `work` in a transaction, and again, up to three more times, when PostgreSQL gave it up for another one. `work` must
 * therefore have no effect outside the database, and use only the transaction it is given.
 */
export async function inTransaction<Result>(
  db: DatabaseOrTransaction,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const state = sqlState(error);
      if ((state !== serializationFailure && state !== deadlockDetected) || attempt > 3) throw error;
      // A random pause, longer each time, so that the same two do not meet again.
      await sleep(Math.random() * 20 * attempt);
    }
  }
}
