import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Database } from "./client.ts";

export interface ExplainingConnection {
  db: Database;
  /** The plans of every statement that `work` runs on this connection, also of those inside of functions. */
  plansOf(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

/** For tests of how queries find their rows: PostgreSQL itself says it, by `auto_explain`. Needs a superuser. */
export async function connectExplaining(url: string): Promise<ExplainingConnection> {
  let plans: string[] = [];
  const sql = postgres(url, {
    max: 1,
    connection: { TimeZone: "UTC" },
    onnotice: ({ message }) => plans.push(message ?? ""),
  });
  // The extension is loaded before its settings are made, and for this session only.
  await sql.unsafe("load 'auto_explain'");
  await sql.unsafe("set auto_explain.log_min_duration = 0");
  await sql.unsafe("set auto_explain.log_nested_statements = on");
  await sql.unsafe("set auto_explain.log_level = notice");
  const db = drizzle(sql);
  sql.options.serializers[1184] = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  return {
    db,
    async plansOf(work) {
      plans = [];
      await work();
      return plans;
    },
    close: () => sql.end(),
  };
}
