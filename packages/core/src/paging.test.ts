import fc from "fast-check";
import { expect, test } from "vitest";
import { containing, decodeCursor, encodeCursor } from "./paging.ts";

const keys = [{ kind: "instant" }, { kind: "text" }, { kind: "number" }, { kind: "id" }] as const;

test("a cursor says where the page ended, and how many there were", () => {
  fc.assert(
    fc.property(
      fc.record({
        total: fc.nat(),
        values: fc.tuple(
          fc.date({
            min: new Date("0001-01-01T00:00:00Z"),
            max: new Date("9999-12-31T23:59:59.999Z"),
            noInvalidDate: true,
          }),
          fc.string({ unit: "grapheme", maxLength: 30 }).filter((text) => !text.includes("\u0000")),
          fc.constantFrom("0", "0.607927", "12.5"),
          fc.uuid(),
        ),
      }),
      (position) => {
        expect(decodeCursor(encodeCursor(position), keys)).toEqual(position);
      },
    ),
  );
});

const id = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
const at = "2026-03-01T00:00:00.000Z";

test.each([
  "nonsense",
  "{}",
  "5",
  "[]",
  `["${at}","${id}"]`,
  `[1,"${at}"]`,
  `[1,"${at}","${id}","${id}"]`,
  `[-1,"${at}","${id}"]`,
  `["1","${at}","${id}"]`,
  `[1.5,"${at}","${id}"]`,
  `[1,"${at}","${id}'"]`,
  `[1,"${at}","${"-".repeat(36)}"]`,
  `[1,"0000-03-01T00:00:00.000Z","${id}"]`,
  `[1,"+020000-03-01T00:00:00.000Z","${id}"]`,
  `[1,"infinity","${id}"]`,
  `[1,null,"${id}"]`,
  `[1,5,"${id}"]`,
])("a cursor that is not ours is refused before the database sees it: %s", (text) => {
  const cursor = Buffer.from(text).toString("base64url");
  expect(() => decodeCursor(cursor, [{ kind: "instant" }, { kind: "id" }])).toThrow(
    expect.objectContaining({ code: "validation", fields: { cursor: expect.any(String) } }),
  );
});

test.each([
  ["text", `[1,"a\\u0000b"]`],
  ["text", `[1,"\\ud800"]`],
  ["text", `[1,${JSON.stringify("x".repeat(301))}]`],
  ["number", `[1,"NaN"]`],
  ["number", `[1,"1e9"]`],
  ["number", `[1,0.5]`],
] as const)("so is one whose %s the database cannot read: %s", (kind, text) => {
  const cursor = Buffer.from(text).toString("base64url");
  expect(() => decodeCursor(cursor, [{ kind }])).toThrow(expect.objectContaining({ code: "validation" }));
});

test("a text to search for has no wildcards", () => {
  expect(containing(String.raw`50%_\ `)).toBe(String.raw`%50\%\_\\ %`);
});
