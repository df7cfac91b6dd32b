import type { TableFormat } from "@eventmaster/contract/exports";
import { readRows } from "@eventmaster/db/read-rows";
import type { SQL } from "drizzle-orm";
import type { Context } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { type Download, fileName } from "../download.ts";
import { csvOf } from "./csv.ts";
import type { Cell, Table } from "./table.ts";
import { xlsxOf } from "./xlsx.ts";

interface TableFile<Row extends Record<string, unknown>> {
  format: TableFormat;
  bom: boolean;
  /** What it is of, such as an event's title. */
  title: string;
  /** What is in it; also the name of the sheet. */
  subject: string;
  columns: Table["columns"];
  query: SQL;
  cellsOf: (row: Row) => Cell[];
}

/** Each holds a connection to the database for as long as its client takes to fetch it. */
const maxRunning = 3;
const busySeconds = 20;
let running = 0;

/** @throws rate_limited while as many exports run in this process as may */
export function refuseWhileBusy(): void {
  if (running < maxRunning) return;
  throw new DomainError("rate_limited", {
    message: `Other files are being written. Try again in ${busySeconds} seconds.`,
    retryAfterSeconds: busySeconds,
  });
}

/** Every row of a query as a file that is written while it is fetched. */
export function tableFile<Row extends Record<string, unknown>>(ctx: Context, file: TableFile<Row>): Download {
  const { columns, format, bom, title, subject } = file;
  const table = { columns, rows: rowsOf(ctx, file) };
  return {
    name: fileName(title, `${subject}.${format}`),
    type:
      format === "csv"
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    body: format === "csv" ? csvOf(table, { bom }) : xlsxOf(table, { sheet: subject }),
  };
}

async function* rowsOf<Row extends Record<string, unknown>>(
  ctx: Context,
  { query, cellsOf }: TableFile<Row>,
): AsyncGenerator<Cell[][], void, undefined> {
  running++;
  try {
    for await (const rows of readRows<Row>(ctx.pool, ctx.organizationId, query)) yield rows.map(cellsOf);
  } finally {
    running--;
  }
}
