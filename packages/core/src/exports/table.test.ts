import fc from "fast-check";
import { expect, test } from "vitest";
import { clockText, createClock } from "./table.ts";

test.each([
  ["Europe/Berlin", "2026-03-29T00:59:59.000Z", "2026-03-29 01:59:59"],
  ["Europe/Berlin", "2026-03-29T01:00:00.000Z", "2026-03-29 03:00:00"],
  ["Asia/Kathmandu", "2026-01-01T00:00:00.000Z", "2026-01-01 05:45:00"],
  ["America/St_Johns", "2026-01-01T00:00:00.000Z", "2025-12-31 20:30:00"],
  ["UTC", "2026-01-01T00:00:00.000Z", "2026-01-01 00:00:00"],
  ["Australia/Lord_Howe", "2026-07-01T00:00:00.000Z", "2026-07-01 10:30:00"],
])("in %s the instant %s is %s", (timeZone, at, shown) => {
  expect(clockText(createClock(timeZone)(new Date(at)))).toBe(shown);
});

test("it is what Intl says, at any instant of these years and in any order", () => {
  for (const timeZone of ["Europe/London", "America/New_York", "Asia/Tehran", "Pacific/Chatham"]) {
    const clock = createClock(timeZone);
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
        (at) => {
          expect(clockText(clock(at))).toBe(format.format(at));
        },
      ),
    );
  }
});
