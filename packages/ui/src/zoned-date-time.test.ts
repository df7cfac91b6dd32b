import { expect, test } from "vitest";
import {
  clockChangeAt,
  endAtSameLength,
  keepWallTime,
  toUtcIso,
  toZonedValue,
  weeksLater,
} from "./zoned-date-time.ts";

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

test("the same time of day a week later, over the end of summer time", () => {
  expect(weeksLater("2026-10-20T16:00:00.000Z", "Europe/Berlin", 1)).toBe("2026-10-27T17:00:00.000Z");
});

test("an event that is moved over a change of clocks ends when it says so", () => {
  const weekend = { startAt: "2026-10-16T16:00:00.000Z", endAt: "2026-10-18T16:00:00.000Z" };
  // Friday 18:00 to Sunday 18:00, and the clocks change on Sunday the 25th.
  expect(endAtSameLength(weekend, "2026-10-23T16:00:00.000Z", "Europe/Berlin")).toBe(
    "2026-10-25T17:00:00.000Z",
  );
  const night = { startAt: "2026-10-17T23:00:00.000Z", endAt: "2026-10-18T03:00:00.000Z" };
  expect(endAtSameLength(night, "2026-10-24T23:00:00.000Z", "Europe/Berlin")).toBe(
    "2026-10-25T03:00:00.000Z",
  );
});

const changeAt = (iso: string, zone: string) => clockChangeAt(toZonedValue(iso, zone)!);

test("a time that comes twice is known, and the other of the two", () => {
  const [first, second] = ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"] as const;
  expect(changeAt(first, "Europe/Berlin")).toEqual({ kind: "twice", isSecond: false, other: second });
  expect(changeAt(second, "Europe/Berlin")).toEqual({ kind: "twice", isSecond: true, other: first });
  expect(changeAt("2026-10-25T02:00:00.000Z", "Europe/Berlin")).toBeNull();
});

test("the time that was skipped is known where a later one stands in its place", () => {
  // 03:30 in Berlin and 02:45 on Lord Howe, whose clocks move by half an hour.
  expect(changeAt("2027-03-28T01:30:00.000Z", "Europe/Berlin")).toEqual({
    kind: "skipped",
    missing: new Date("2027-03-28T02:30:00.000Z"),
  });
  expect(changeAt("2026-10-03T15:45:00.000Z", "Australia/Lord_Howe")).toEqual({
    kind: "skipped",
    missing: new Date("2026-10-04T02:15:00.000Z"),
  });
  for (const iso of ["2027-03-28T00:30:00.000Z", "2027-03-28T02:00:00.000Z", "2027-06-01T01:30:00.000Z"])
    expect(changeAt(iso, "Europe/Berlin")).toBeNull();
});
