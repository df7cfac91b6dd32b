import { sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/**
 * How far a reader has come in rows that carry the number of the transaction that wrote them: everything before this place
 * was told. Transactions commit in another order than they get their numbers in, so a place is never put beyond the oldest
 * that still runs (the horizon); what is newer is told too, and told again the next time.
 */
export interface ChangePlace {
  transaction: string;
  id: string;
}

export interface Horizon {
  /** Which database this is: a transaction's number means nothing in a restored copy. */
  system: string;
  /** All transactions before this one have ended. */
  transaction: string;
}

const nullId = "00000000-0000-0000-0000-000000000000";
export const theBeginning: ChangePlace = { transaction: "0", id: nullId };

/** Read it before the rows: a transaction that ends in between is then only told twice. */
export async function readHorizon(ctx: TenantContext): Promise<Horizon> {
  const [row] = await ctx.db.execute<{ system: string; horizon: string }>(
    sql`select system_identifier::text as system, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
      from pg_control_system()`,
  );
  if (!row) throw new Error("PostgreSQL did not say which transactions run");
  return { system: row.system, transaction: row.horizon };
}

/** The place after this row, or the horizon if the row is beyond it. */
export function placeAfter(row: ChangePlace, horizon: Horizon): ChangePlace {
  const isBeyond = BigInt(row.transaction) >= BigInt(horizon.transaction);
  return isBeyond ? { transaction: horizon.transaction, id: nullId } : row;
}

export function horizonPlace(horizon: Horizon): ChangePlace {
  return { transaction: horizon.transaction, id: nullId };
}

/** Opaque to clients, and tied to one event of one database. */
export function writePlace(place: ChangePlace, { system }: Horizon, eventId: string): string {
  return Buffer.from([system, eventId, place.transaction, place.id].join(".")).toString("base64url");
}

/** Null for what is no place in this event's changes: the reader starts anew. */
export function readPlace(cursor: string, horizon: Horizon, eventId: string): ChangePlace | null {
  const text = Buffer.from(cursor, "base64url").toString();
  const [system, event, transaction, id] = text.split(".");
  const isOurs = system === horizon.system && event === eventId;
  if (!isOurs || !transaction || !id) return null;
  if (!/^\d{1,19}$/u.test(transaction) || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id))
    return null;
  // Nobody was told of a transaction that has not begun.
  return BigInt(transaction) <= BigInt(horizon.transaction) ? { transaction, id } : null;
}
