import { setImmediate as breathe } from "node:timers/promises";
import { type ImportResult, maxImportRows } from "@eventmaster/contract/registrations";
import { displayName, email } from "@eventmaster/contract/text";
import { CsvError, parse } from "csv-parse/sync";
import type { z } from "zod";
import { DomainError } from "../domain-error.ts";
import { undoDefuse } from "../exports/csv.ts";

type ImportError = ImportResult["errors"][number];

export interface PersonRow {
  /** The line of the file that the row ends on; the header's is 1. */
  line: number;
  email: string;
  /** Null where the file has none: then the person must be known. */
  displayName: string | null;
}

export interface PeopleFile {
  rowCount: number;
  people: PersonRow[];
  errors: ImportError[];
  ignoredColumns: string[];
}

/** How people call the two columns, in lower case and without what stands between the words. */
const columnNames = {
  email: new Set(["email", "emailaddress", "mail", "emails", "emailadresse", "電子郵件", "電子信箱"]),
  displayName: new Set(["name", "displayname", "fullname", "attendee", "attendeename", "姓名", "名字"]),
};

/**
 * Reads a CSV file of people: separated by commas, semicolons or tabs, with a header. What is wrong with a row is told by its line.
 * @throws validation (`csv`) when it is no such file, or longer than allowed
 */
export async function readPeopleFile(csv: string): Promise<PeopleFile> {
  const [header, ...rows] = readRows(csv);
  const names = header?.cells.map((cell) => cell.toLowerCase().replaceAll(/[\s._-]/gu, "")) ?? [];
  const emailAt = names.findIndex((name) => columnNames.email.has(name));
  const nameAt = names.findIndex((name) => columnNames.displayName.has(name));
  if (emailAt === -1) refuseFile('Must have a column "email" in its first line');
  if (names.filter((name) => columnNames.email.has(name)).length > 1)
    refuseFile("Must have one column for the email, and has several");
  if (rows.length > maxImportRows)
    refuseFile(
      `Must be at most ${maxImportRows.toLocaleString("en")} rows, and has ${rows.length.toLocaleString("en")}`,
    );
  const file: PeopleFile = {
    rowCount: rows.length,
    people: [],
    errors: [],
    ignoredColumns: header?.cells.filter((_, index) => index !== emailAt && index !== nameAt) ?? [],
  };
  for (const [index, { line, cells }] of rows.entries()) {
    // Fifty thousand rows are work for the processor: others get their turn in between.
    if (index % 1000 === 999) await breathe();
    const address = read(email, undoDefuse(cells[emailAt] ?? ""));
    const name = cells[nameAt] ? read(displayName, undoDefuse(cells[nameAt])) : { value: null };
    if ("problem" in address) file.errors.push({ line, field: "email", message: address.problem });
    else if ("problem" in name) file.errors.push({ line, field: "displayName", message: name.problem });
    else file.people.push({ line, email: address.value, displayName: name.value });
  }
  return file;
}

function readRows(csv: string): { line: number; cells: string[] }[] {
  const firstLine = csv.slice(0, 10_000).split(/\r?\n/u, 1)[0] ?? "";
  const delimiter = [",", ";", "\t"].toSorted(
    (a, b) => firstLine.split(b).length - firstLine.split(a).length,
  )[0];
  const rows: { line: number; cells: string[] }[] = [];
  try {
    parse(csv, {
      bom: true,
      delimiter: delimiter ?? ",",
      relax_column_count: true,
      skip_records_with_empty_values: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (error instanceof CsvError)
      return refuseFile(`Cannot be read as CSV: look at the quotes near line ${Number(error["lines"])}`);
    throw error;
  }
}

function read(schema: z.ZodType<string>, text: string | undefined): { value: string } | { problem: string } {
  const parsed = schema.safeParse(text ?? "");
  return parsed.success ? { value: parsed.data } : { problem: parsed.error.issues[0]?.message ?? "Is wrong" };
}

function refuseFile(problem: string): never {
  throw new DomainError("validation", { fields: { csv: problem } });
}
