import { stringify } from "csv-stringify/sync";
import { type Cell, clockText, type Table } from "./table.ts";

/**
 * A table as CSV by RFC 4180: commas, CRLF, quotes where they are needed, UTF-8.
 * @param bom for programs that take a file without one for the machine's own encoding, as Excel does
 */
export async function* csvOf(
  { columns, rows }: Table,
  { bom }: { bom: boolean },
): AsyncGenerator<Uint8Array, void, undefined> {
  yield write([columns.map(({ header }) => defuse(header))], { bom });
  for await (const piece of rows) if (piece.length > 0) yield write(piece.map((row) => row.map(textOf)));
}

function write(rows: string[][], options: { bom?: boolean } = {}): Uint8Array {
  return Buffer.from(stringify(rows, { record_delimiter: "windows", ...options }));
}

function textOf(cell: Cell): string {
  if (cell === null) return "";
  if ("text" in cell) return defuse(cell.text);
  return "word" in cell ? cell.word : clockText(cell.clock);
}

/**
 * A spreadsheet runs a cell that begins with one of these as a formula, whoever typed it (OWASP, "CSV injection"). An
 * apostrophe in front makes it text. `imports` take that apostrophe off again, one more than a typed one is put before a
 * text that begins so itself, and nothing else is changed: what was exported can be imported as it was.
 */
export function defuse(text: string): string {
  return /^'*[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
}

/** The text that `defuse` was given. */
export function undoDefuse(text: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/u.test(text) ? text.slice(1) : text;
}
