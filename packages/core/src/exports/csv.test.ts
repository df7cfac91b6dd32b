import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf, defuse, undoDefuse } from "./csv.ts";
import type { Cell } from "./table.ts";

async function* piecesOf(...pieces: Cell[][][]) {
  yield* pieces;
}

async function csv(header: string[], rows: Cell[][], bom = false): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const table = { columns: header.map((header) => ({ header })), rows: piecesOf(rows) };
  for await (const part of csvOf(table, { bom })) parts.push(part);
  return Buffer.concat(parts);
}

test("lines end with CRLF; what holds a comma, a quote or a line break is quoted (RFC 4180)", async () => {
  const rows: Cell[][] = [
    [{ text: 'Zoë "Z", née\nX' }, { word: "registered" }],
    [null, { text: "" }],
  ];
  expect(String(await csv(["a", "b"], rows))).toBe('a,b\r\n"Zoë ""Z"", née\nX",registered\r\n,\r\n');
});

test("begins with a byte order mark when it is asked for, and with none otherwise", async () => {
  expect([...(await csv(["a"], [], true)).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(String(await csv(["a"], []))).toBe("a\r\n");
});

test.each(["=1+1", "+49 30 1", "-2", "@x", "\tx", "\rx", "\nx", "＝1", "'=1"])(
  "%j is no formula any more, and can be had back",
  async (text) => {
    const [, [cell]] = parse(await csv(["a"], [[{ text }]])) as [string[], [string]];
    expect(cell).toBe(`'${text}`);
    expect(undoDefuse(cell)).toBe(text);
  },
);

test.each(["O'Neil", "'quoted'", "a=b", "1-2", "", " =x", "名"])("%j stays as it was typed", (text) => {
  expect(defuse(text)).toBe(text);
  expect(undoDefuse(text)).toBe(text);
});

test("a question's label can be a formula too", async () => {
  expect(String(await csv(["=HYPERLINK(1)"], []))).toBe("'=HYPERLINK(1)\r\n");
});

test("whatever is typed comes back from another library's reader as it was", async () => {
  const text = fc.string({ unit: "binary", maxLength: 20 }).filter((text) => text.isWellFormed());
  const nasty = fc.oneof(text, fc.stringMatching(/^['=+\-@\t\r\n",;]{0,4}[a-z]?$/u));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(nasty, nasty), { maxLength: 10 }), async (rows) => {
      const written = await csv(
        ["a", "b"],
        rows.map((row) => row.map((text) => ({ text }))),
      );
      const read = parse(written, { record_delimiter: "\r\n" });
      expect(read.slice(1).map((row) => row.map(undoDefuse))).toEqual(rows);
      for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
    }),
    { numRuns: 300 },
  );
});
