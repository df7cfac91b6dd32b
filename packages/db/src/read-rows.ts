import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { setImmediate as nextTurn } from "node:timers/promises";
import type postgres from "postgres";
import type { Database } from "./client.ts";
import { tenantRole } from "./tenant.ts";

/** So many rows are fetched at once, and so many are in memory. */
const piece = 500;

const minute = 60_000;

/**
 * The rows of a query, however many, in pieces: from a cursor on the server, in a read-only transaction of the tenant. The
 * next piece is fetched when it is asked for; a reader that stops ends the transaction. Nothing begins before the first
 * piece is asked for. Instants come as PostgreSQL's text, as through `sql`.
 * @param patienceMs a reader that takes nothing for so long loses the reading: none holds a connection for ever
 */
export async function* readRows<Row extends Record<string, unknown>>(
  db: Database,
  organizationId: string,
  query: SQL,
  { patienceMs = minute }: { patienceMs?: number } = {},
): AsyncGenerator<Row[], void, undefined> {
  const reading = await openReading(db);
  try {
    await reading.run(sql`
      select set_config('role', ${tenantRole}, true), set_config('app.organization_id', ${organizationId}, true)`);
    await reading.run(sql`declare all_rows no scroll cursor for ${query}`);
    for (;;) {
      const rows = await reading.run<Row>(sql`fetch ${sql.raw(String(piece))} from all_rows`);
      if (rows.length > 0) {
        const impatience = setTimeout(() => {
          reading.giveUp(new Error("The rows were not taken for too long"));
        }, patienceMs);
        try {
          yield rows;
        } finally {
          clearTimeout(impatience);
        }
      }
      if (rows.length < piece) return;
    }
  } finally {
    await reading.close();
  }
}

/**
 * A transaction that stays open between calls. The driver crashes the process when it is given a query for a connection
 * that was lost, so that none is given to it from then on, not even the transaction's end.
 */
async function openReading(db: Database) {
  const dialect = new PgDialect();
  const opened = Promise.withResolvers<postgres.TransactionSql>();
  const ended = Promise.withResolvers<void>();
  let failure: Error | null = null;
  let isOver = false;
  const whole = db.$client
    .begin("read only", async (tx) => {
      opened.resolve(tx);
      await ended.promise;
    })
    .catch((error: unknown) => {
      failure ??= error instanceof Error ? error : new Error("The reading failed", { cause: error });
      opened.reject(failure);
    })
    .finally(() => {
      isOver = true;
    });
  const tx = await opened.promise;
  return {
    async run<Row extends Record<string, unknown>>(query: SQL): Promise<Row[]> {
      if (failure !== null) throw failure;
      const { sql: text, params } = dialect.sqlToQuery(query);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- texts, numbers and dates, all of which it serializes
      return tx.unsafe<Row[]>(text, params as string[]);
    },
    giveUp(reason: Error): void {
      failure = reason;
      ended.resolve();
    },
    async close(): Promise<void> {
      // A query that fails with its connection is told a moment before the transaction is.
      await nextTurn();
      if (isOver) return;
      ended.resolve();
      await whole;
    },
  };
}
