import { expect, test } from "vitest";
import { keepWallTime, toUtcIso, toZonedValue } from "./zoned-date-time.ts";

test("an instant becomes the clock of its zone, and the same instant again", () => {
  const zoned = toZonedValue("2027-03-14T17:00:00.000Z", "Asia/Kuala_Lumpur");
  expect(zoned).toMatchObject({ year: 2027, month: 3, day: 15, hour: 1, minute: 0 });
  expect(toUtcIso(zoned)).toBe("2027-03-14T17:00:00.000Z");
});

test("an offset in the text is kept, not dropped", () => {
  expect(toUtcIso(toZonedValue("2027-03-14T17:00:00+08:00", "Europe/Berlin"))).toBe(
    "2027-03-14T09:00:00.000Z",
  );
});

test("nothing, and what is no date, is an empty field", () => {
  for (const value of [null, undefined, "", "tomorrow"]) expect(toZonedValue(value, "UTC")).toBeNull();
  expect(toUtcIso(null)).toBeNull();
});

test("18:00 stays 18:00 when the zone is corrected", () => {
  expect(keepWallTime("2027-03-14T17:00:00.000Z", "Europe/Berlin", "America/New_York")).toBe(
    "2027-03-14T22:00:00.000Z",
  );
});

test("an hour that the clocks skip becomes the next that exists", () => {
  // Berlin has no 02:30 on 28 March 2027.
  expect(keepWallTime("2027-03-28T02:30:00.000Z", "UTC", "Europe/Berlin")).toBe("2027-03-28T01:30:00.000Z");
});
