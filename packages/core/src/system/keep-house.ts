import type { Database } from "@eventmaster/db/client";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

const day = 24 * 60 * 60 * 1000;

/** So many rows go with one statement, so that nobody waits for a lock or a long transaction. */
const batchSize = 1000;

/** A run ends after so many batches of a kind; the next one is an hour away. */
const maxBatches = 200;

/**
 * What is of no more use, and after how long. Ended sessions stay for a while: their owner sees in "my data" what was
 * signed in, and reuse of a token is found by the row of its session, which until its end stays anyway.
 */
const rules: { table: string; key: string; isOver: (before: (days: number) => SQL) => SQL }[] = [
  { table: "account_tokens", key: "id", isOver: (before) => sql`expires_at < ${before(1)}` },
  {
    table: "sessions",
    key: "id",
    isOver: (before) => sql`expires_at < ${before(30)} or ended_at < ${before(30)}`,
  },
  // Whatever became of it: who accepted is a member, and the audit log has that they did.
  { table: "invitations", key: "id", isOver: (before) => sql`expires_at < ${before(90)}` },
  { table: "webhook_deliveries", key: "id", isOver: (before) => sql`created_at < ${before(30)}` },
  { table: "door_passes", key: "id", isOver: (before) => sql`expires_at < ${before(1)}` },
  {
    table: "rate_limits",
    key: "key",
    isOver: (before) => sql`expire < (extract(epoch from ${before(1)}) * 1000)::bigint`,
  },
];

export interface Tidied {
  table: string;
  deleted: number;
}

/**
 * Deletes what nobody needs any more, of every organization, in small batches. Two runs at once share the work: each skips
 * what the other holds.
 */
export async function keepHouse(ctx: Context): Promise<Tidied[]> {
  const before = (days: number) =>
    sql`${new Date(ctx.now.getTime() - days * day).toISOString()}::timestamptz`;
  const tidied: Tidied[] = [];
  for (const { table, key, isOver } of rules) {
    const deleted = await deleteInBatches(ctx.pool, table, key, isOver(before));
    if (deleted > 0) tidied.push({ table, deleted });
  }
  if (tidied.length > 0) ctx.logger.info({ tidied }, "deleted what was over");
  return tidied;
}

async function deleteInBatches(pool: Database, table: string, key: string, isOver: SQL): Promise<number> {
  const [name, id] = [sql.identifier(table), sql.identifier(key)];
  let deleted = 0;
  for (let batch = 0; batch < maxBatches; batch++) {
    const { count } = await pool.execute(sql`
      delete from ${name} where ${id} in
        (select ${id} from ${name} where ${isOver} limit ${batchSize} for update skip locked)`);
    deleted += count;
    if (count < batchSize) break;
  }
  return deleted;
}
