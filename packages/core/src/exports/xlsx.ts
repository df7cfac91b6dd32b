import { writeXlsxStream } from "hucre/xlsx";
import type { Cell, Table } from "./table.ts";

/**
 * A table as an Excel workbook, made while it is fetched. Texts are cells of the type text, which no program runs as a
 * formula, so they stay as they were typed. A table of more rows than a sheet can have goes on in another one.
 */
export function xlsxOf(
  { columns, rows }: Table,
  { sheet, maxRowsPerSheet }: { sheet: string; maxRowsPerSheet?: number },
): AsyncIterable<Uint8Array> {
  return writeXlsxStream(singly(rows), {
    name: sheet,
    columns: columns.map(({ header, kind }) => ({
      header: printable(header),
      width: Math.min(40, Math.max(12, header.length + 2)),
      ...(kind === "clock" ? { numFmt: "yyyy-mm-dd hh:mm:ss" } : {}),
    })),
    freezePane: { rows: 1 },
    ...(maxRowsPerSheet === undefined ? {} : { maxRowsPerSheet }),
  });
}

async function* singly(rows: AsyncIterable<Cell[][]>) {
  for await (const piece of rows) for (const row of piece) yield row.map(valueOf);
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
