import { writeXlsxStream } from "hucre/xlsx";
import type { Cell, Table } from "./table.ts";

/** Where a sheet ends and the next begins. */
interface SheetLimits {
  /** With the header. */
  rows: number;
  /** Bytes of its XML before they are packed. */
  bytes: number;
}

/** Excel reads no more rows, and mends with a warning an archive with a part of 4 GiB or more (ZIP64). */
const excelLimits: SheetLimits = { rows: 1_048_576, bytes: 0xff_00_00_00 };

/**
 * A table as an Excel workbook, made while it is fetched. Texts are cells of the type text, which no program runs as a
 * formula, so they stay as they were typed. What a sheet has no room for goes on in another one, with the header.
 */
export function xlsxOf(
  { columns, rows }: Table,
  { sheet, limits = excelLimits }: { sheet: string; limits?: SheetLimits },
): AsyncIterable<Uint8Array> {
  return writeXlsxStream(inSheets(rows, limits), {
    name: sheet,
    columns: columns.map(({ header, kind }) => ({
      header: printable(header),
      width: Math.min(40, Math.max(12, header.length + 2)),
      ...(kind === "clock" ? { numFmt: "yyyy-mm-dd hh:mm:ss" } : {}),
    })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: limits.rows,
  });
}

/** Row by row. The writer counts rows alone: rows of nothing, of which it writes nothing, fill a sheet that has no room left. */
async function* inSheets(rows: AsyncIterable<Cell[][]>, limits: SheetLimits) {
  let count = 1;
  let bytes = 0;
  const next = (row: (string | Date | null)[]) => {
    count = count === limits.rows ? 2 : count + 1;
    if (count === 2) bytes = 0;
    bytes += mostBytes(row);
    return row;
  };
  for await (const piece of rows)
    for (const cells of piece) {
      const row = cells.map(valueOf);
      if (count > 1 && bytes + mostBytes(row) > limits.bytes) while (count < limits.rows) yield next([]);
      yield next(row);
    }
}

/** What a row takes at the most: each cell its tags, each UTF-16 unit six bytes, as a quotation mark's `&quot;`. */
function mostBytes(row: (string | Date | null)[]): number {
  return row.reduce((sum, value) => sum + 128 + (typeof value === "string" ? 6 * value.length : 0), 64);
}

function valueOf(cell: Cell): string | Date | null {
  if (cell === null) return null;
  if ("clock" in cell) return cell.clock;
  return printable("text" in cell ? cell.text : cell.word);
}

/** So many UTF-16 units go in a cell; Excel calls a workbook with more of them damaged. */
const maxCell = 32_767;

/**
 * A text as a cell can hold it: XML has no place for most control characters, Excel reads `_x0041_` as the letter A unless
 * its line is escaped, and what is too long ends with an ellipsis. CSV has it whole.
 */
function printable(text: string): string {
  const whole = text.replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, "\uFFFD");
  const short =
    whole.length <= maxCell ? whole : `${whole.slice(0, maxCell - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
  return short.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/gu, "_x005F_");
}
