import { sql, type SQLWrapper } from "drizzle-orm";
import type { Cell } from "./table.ts";

/** An instant as a query of an export selects it. */
export const milliseconds = (instant: SQLWrapper) => sql`(extract(epoch from ${instant}) * 1000)::float8`;

export function textCell(text: string | null): Cell {
  return text === null ? null : { text };
}

export function wordCell(word: string | null): Cell {
  return word === null ? null : { word };
}

/** Two cells: the instant in UTC, for programs, and what a clock at the event's place shows, for people. */
export function instantCells(at: number | null, clock: (at: Date) => Date): [Cell, Cell] {
  if (at === null) return [null, null];
  const date = new Date(at);
  return [{ word: date.toISOString() }, { clock: clock(date) }];
}

export function instantColumns(header: string, timeZone: string) {
  return [{ header: `${header} (UTC)` }, { header: `${header} (${timeZone})`, kind: "clock" as const }];
}
