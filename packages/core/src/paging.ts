import type { Page } from "@eventmaster/contract/paging";
import { and, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { DomainError } from "./domain-error.ts";

interface Position {
  at: Date;
  id: string;
}

/** Where a page ended: the sort column's instant and the id, opaque to clients. */
export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString("base64url");
}

/** @throws validation when the cursor is not one of ours */
export function decodeCursor(cursor: string): Position {
  const match = /^(-?\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/u.exec(
    Buffer.from(cursor, "base64url").toString(),
  );
  const at = new Date(Number(match?.[1]));
  const year = at.getUTCFullYear();
  // Another year, or no date at all, would be one that PostgreSQL cannot read.
  if (!match?.[2] || !(year >= 1 && year <= 9999))
    throw new DomainError("validation", {
      fields: { cursor: "Must be the next_cursor of an earlier answer" },
    });
  return { at, id: match[2] };
}

interface Paging {
  limit: number;
  offset: number;
  cursor?: string | null | undefined;
}

interface KeysetList<Row> {
  paging: Paging;
  /** Sorted by this instant, then by id: a stable order, and one an index serves. */
  at: PgColumn;
  id: PgColumn;
  direction: "asc" | "desc";
  where: SQL | undefined;
  /** Joins that the filter needs are the caller's: it is given the whole condition, order and window. */
  rows: (window: { where: SQL | undefined; orderBy: SQL[]; limit: number; offset: number }) => Promise<Row[]>;
  positionOf: (row: Row) => Position;
  /** Counts the rows of `where`. */
  total: () => Promise<number>;
}

/** One page of a list: rows after the cursor (or at the offset), the total of the filter, and where the next page begins. */
export async function pageThrough<Row>(list: KeysetList<Row>): Promise<Page<Row>> {
  const { paging, at, id, direction } = list;
  const from = paging.cursor ? decodeCursor(paging.cursor) : null;
  const comparison = direction === "desc" ? sql`<` : sql`>`;
  const after = from
    ? sql`(${at}, ${id}) ${comparison} (${from.at.toISOString()}::timestamptz, ${from.id}::uuid)`
    : undefined;
  const way = direction === "desc" ? sql`desc` : sql`asc`;
  const offset = from ? 0 : paging.offset;
  const [rows, total] = await Promise.all([
    list.rows({
      where: and(list.where, after),
      orderBy: [sql`${at} ${way}`, sql`${id} ${way}`],
      limit: paging.limit + 1,
      offset,
    }),
    list.total(),
  ]);
  const items = rows.slice(0, paging.limit);
  const last = items.at(-1);
  return {
    items,
    total,
    limit: paging.limit,
    offset,
    nextCursor: rows.length > paging.limit && last ? encodeCursor(list.positionOf(last)) : null,
  };
}

/** A page with each row shown to the reader in its contract's shape. */
export function mapPage<Row, Item>(page: Page<Row>, show: (row: Row) => Item): Page<Item> {
  return { ...page, items: page.items.map(show) };
}

/** A pattern that finds the text anywhere: the searcher's `%` and `_` mean themselves. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
}
