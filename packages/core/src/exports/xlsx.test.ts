import { unzipSync } from "fflate";
import readWorkbook from "read-excel-file/node";
import { expect, test } from "vitest";
import type { Cell } from "./table.ts";
import { xlsxOf } from "./xlsx.ts";

async function* piecesOf(...pieces: Cell[][][]) {
  yield* pieces;
}

async function fileOf(rows: AsyncIterable<Cell[][]>, limits?: { rows: number; bytes: number }) {
  const parts: Uint8Array[] = [];
  const options = { sheet: "list", ...(limits ? { limits } : {}) };
  for await (const part of xlsxOf({ columns: [{ header: "a" }], rows }, options)) parts.push(part);
  return Buffer.concat(parts);
}

async function sheetsOf(rows: Cell[][], limits?: { rows: number; bytes: number }) {
  return readWorkbook(await fileOf(piecesOf(rows), limits));
}

test.each([
  ["<b>&amp; \"'", "<b>&amp; \"'"],
  ["=1+1", "=1+1"],
  ["two\nlines", "two\nlines"],
  ["a\u0001b", "a\uFFFDb"],
  ["👩‍👩‍👧‍👦 名", "👩‍👩‍👧‍👦 名"],
  ["007", "007"],
  ["2026-01-01", "2026-01-01"],
])("the text %j is read as %j", async (text, read) => {
  const [sheet] = await sheetsOf([[{ text }]]);
  expect(sheet?.data).toEqual([["a"], [read]]);
});

test("what a cell has no room for ends with an ellipsis, and no character is cut in two", async () => {
  const longest = "x".repeat(32_767);
  const [sheet] = await sheetsOf([
    [{ text: longest }],
    [{ text: `${longest}x` }],
    [{ text: `${"x".repeat(32_765)}👩${longest}` }],
  ]);
  const [, ...cells] = sheet?.data.map(([cell]) => String(cell)) ?? [];
  expect(cells).toEqual([longest, `${"x".repeat(32_766)}…`, `${"x".repeat(32_765)}…`]);
});

test("what Excel would read as another character is escaped, as its format says", async () => {
  const table = { columns: [{ header: "a" }], rows: piecesOf([[{ text: "_x0041_ _x_ _x00e9_" }]]) };
  const parts: Uint8Array[] = [];
  for await (const part of xlsxOf(table, { sheet: "list" })) parts.push(part);
  const files = unzipSync(Buffer.concat(parts));
  expect(Buffer.from(files["xl/worksheets/sheet1.xml"]!).toString()).toContain(
    "_x005F_x0041_ _x_ _x005F_x00e9_",
  );
});

test("what a sheet has no room for goes on in another, with its header", async () => {
  const rows = [1, 2, 3].map((n): Cell[] => [{ text: `row ${n}` }]);
  const sheets = await sheetsOf(rows, { rows: 3, bytes: 10_000 });
  expect(sheets.map(({ data }) => data)).toEqual([
    [["a"], ["row 1"], ["row 2"]],
    [["a"], ["row 3"]],
  ]);
});

test("of more bytes than a part of the archive may have too, and no sheet is empty", async () => {
  const [long, short] = ["x".repeat(200), "y".repeat(20)];
  const rows = [long, short, short, long, long].map((text): Cell[] => [{ text }]);
  const sheets = await sheetsOf(rows, { rows: 100, bytes: 1500 });
  expect(sheets.map(({ data }) => data)).toEqual([
    [["a"], [long]],
    [["a"], [short], [short]],
    [["a"], [long]],
    [["a"], [long]],
  ]);
});

test("a row more than Excel reads begins a second sheet", async () => {
  async function* rows(): AsyncGenerator<Cell[][]> {
    const nothing: Cell[][] = Array.from({ length: 1024 }, () => [null]);
    // With the header, one more than 1,048,576.
    for (let piece = 0; piece < 1023; piece++) yield nothing;
    yield [...nothing.slice(1), [{ text: "the last" }]];
  }
  const files = unzipSync(await fileOf(rows()));
  const xmlOf = (sheet: number) => Buffer.from(files[`xl/worksheets/sheet${sheet}.xml`] ?? []).toString();
  expect(xmlOf(1)).not.toContain("the last");
  expect(xmlOf(2)).toMatch(/<row r="2">.*the last/u);
  expect(files["xl/worksheets/sheet3.xml"]).toBeUndefined();
});
