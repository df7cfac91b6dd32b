import type { Page } from "@eventmaster/contract/paging";
import { and, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { DomainError } from "./domain-error.ts";

type KeyKind = "instant" | "text" | "number" | "id";

/** What a list is sorted by: a column or an expression, and its value in a row. The last key of a list tells rows apart. */
export interface SortKey<Row> {
  by: PgColumn | SQL;
  kind: KeyKind;
  direction: "asc" | "desc";
  of: (row: Row) => Date | string;
}

/** Where a page ended, opaque to clients, with the total that was counted for the first one. */
interface Position {
  total: number;
  values: (Date | string)[];
}

export function encodeCursor({ total, values }: Position): string {
  return Buffer.from(JSON.stringify([total, ...values])).toString("base64url");
}

/** What PostgreSQL can read as each kind: a cursor may come from anybody. */
const kinds: Record<KeyKind, z.ZodType<Date | string>> = {
  instant: z.iso
    .datetime()
    .transform((text) => new Date(text))
    // PostgreSQL has no year 0.
    .refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999),
  text: z
    .string()
    .max(300)
    .refine((text) => text.isWellFormed() && !text.includes("\u0000")),
  number: z.string().regex(/^\d{1,9}(?:\.\d{1,9})?$/u),
  id: z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u),
};

/** @throws validation when the cursor is not one of a list with these keys */
export function decodeCursor(cursor: string, keys: readonly { kind: KeyKind }[]): Position {
  const [total, ...values] = readJson(cursor);
  const read = values.map((value, index) => kinds[keys[index]?.kind ?? "id"].safeParse(value));
  const isOurs = values.length === keys.length && Number.isSafeInteger(total) && Number(total) >= 0;
  if (!isOurs || read.some(({ success }) => !success))
    throw new DomainError("validation", {
      fields: { cursor: "Must be the next_cursor of an earlier answer" },
    });
  return { total: Number(total), values: read.flatMap(({ data }) => data ?? []) };
}

function readJson(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

export interface Paging {
  limit: number;
  offset: number;
  cursor?: string | null | undefined;
}

interface SortedList<Row> {
  paging: Paging;
  keys: readonly SortKey<Row>[];
  where: SQL | undefined;
  /** Joins that the filter needs are the caller's: it is given the whole condition, order and window. */
  rows: (window: { where: SQL | undefined; orderBy: SQL[]; limit: number; offset: number }) => Promise<Row[]>;
  /** Counts the rows of `where`; asked for the first page only, and where a client jumps by `offset`. */
  total: () => Promise<number>;
}

/** One page of a list: rows after the cursor (or at the offset), the total of the filter, and where the next page begins. */
export async function pageSorted<Row>(list: SortedList<Row>): Promise<Page<Row>> {
  const { paging, keys } = list;
  const from = paging.cursor ? decodeCursor(paging.cursor, keys) : null;
  const offset = from ? 0 : paging.offset;
  const [rows, total] = await Promise.all([
    list.rows({
      where: and(list.where, from ? after(keys, from.values) : undefined),
      orderBy: keys.map(({ by, direction }) => sql`${by} ${sql.raw(direction)}`),
      limit: paging.limit + 1,
      offset,
    }),
    from ? from.total : list.total(),
  ]);
  const items = rows.slice(0, paging.limit);
  const last = items.at(-1);
  const nextCursor =
    rows.length > paging.limit && last
      ? encodeCursor({ total, values: keys.map((key) => key.of(last)) })
      : null;
  return { items, total, limit: paging.limit, offset, nextCursor };
}

const types: Record<KeyKind, string> = {
  instant: "timestamptz",
  text: "text",
  number: "numeric",
  id: "uuid",
};

/** The rows behind a position: as one comparison of rows where all keys go one way, which an index serves. */
function after<Row>(keys: readonly SortKey<Row>[], values: (Date | string)[]): SQL {
  const sides = keys.map(({ by, kind, direction }, index) => ({
    by: sql`${by}`,
    value: sql`${values[index]}::${sql.raw(types[kind])}`,
    beyond: sql.raw(direction === "desc" ? "<" : ">"),
    direction,
  }));
  const way = sides[0]?.direction;
  if (sides.every(({ direction }) => direction === way))
    return sql`(${sql.join(
      sides.map(({ by }) => by),
      sql`, `,
    )}) ${sql.raw(way === "desc" ? "<" : ">")} (${sql.join(
      sides.map(({ value }) => value),
      sql`, `,
    )})`;
  const beyond = sides.map(
    (side, index) =>
      sql`(${sql.join(
        [
          ...sides.slice(0, index).map(({ by, value }) => sql`${by} = ${value}`),
          sql`${side.by} ${side.beyond} ${side.value}`,
        ],
        sql` and `,
      )})`,
  );
  return sql`(${sql.join(beyond, sql` or `)})`;
}

interface KeysetList<Row> extends Omit<SortedList<Row>, "keys"> {
  /** Sorted by this instant, then by id: a stable order, and one an index serves. */
  at: PgColumn;
  id: PgColumn;
  direction: "asc" | "desc";
  positionOf: (row: Row) => { at: Date; id: string };
}

/** A page of a list that is sorted by an instant, as most are. */
export async function pageThrough<Row>(list: KeysetList<Row>): Promise<Page<Row>> {
  const { at, id, direction, positionOf } = list;
  return pageSorted({
    ...list,
    keys: [
      { by: at, kind: "instant", direction, of: (row) => positionOf(row).at },
      { by: id, kind: "id", direction, of: (row) => positionOf(row).id },
    ],
  });
}

/** A page with each row shown to the reader in its contract's shape. */
export function mapPage<Row, Item>(page: Page<Row>, show: (row: Row) => Item): Page<Item> {
  return { ...page, items: page.items.map(show) };
}

/** A pattern that finds the text anywhere: the searcher's `%` and `_` mean themselves. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
}
