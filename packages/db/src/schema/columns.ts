import { sql } from "drizzle-orm";
import { type AnyPgColumn, customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** A UUIDv7 made by the caller (blueprint §3, "ids"). */
export const id = () => uuid("id").primaryKey();

/** Every instant is `timestamptz` (invariant 9), with millisecond precision as JavaScript's dates have. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => instant("created_at").notNull().defaultNow();

/** Words to search by; PostgreSQL makes them itself from other columns. */
export const searchVector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * The transaction that wrote the row last, as PostgreSQL's own number for it. A reader who remembers the oldest transaction
 * that was still running (`pg_snapshot_xmin`) and asks for what was written since misses nothing, whatever commits late.
 */
export const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/** For the check of a text column that takes some words only. */
export const oneOf = (column: AnyPgColumn, words: readonly string[]) =>
  sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;
