import fc from "fast-check";
import { expect, test } from "vitest";
import { containing, decodeCursor, encodeCursor } from "./paging.ts";

test("a cursor says where the page ended", () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date("0001-01-01T00:00:00Z"),
        max: new Date("9999-12-31T23:59:59.999Z"),
        noInvalidDate: true,
      }),
      fc.uuid(),
      (at, id) => {
        expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id });
      },
    ),
  );
});

const id = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

test.each([
  "nonsense",
  `1.${id}'`,
  `1.${"-".repeat(36)}`,
  `1.${"0".repeat(36)}`,
  `9999999999999999.${id}`,
  `8640000000000000.${id}`,
  `-8640000000000000.${id}`,
  `300000000000000.${id}`,
  `-100000000000000.${id}`,
  `${Date.parse("0000-06-01T00:00:00Z")}.${id}`,
  `1e3.${id}`,
  `.${id}`,
])("a cursor that is not ours is refused before the database sees it: %s", (text) => {
  const cursor = Buffer.from(text).toString("base64url");
  expect(() => decodeCursor(cursor)).toThrow(
    expect.objectContaining({ code: "validation", fields: { cursor: expect.any(String) } }),
  );
});

test("a text to search for has no wildcards", () => {
  expect(containing(String.raw`50%_\ `)).toBe(String.raw`%50\%\_\\ %`);
});
