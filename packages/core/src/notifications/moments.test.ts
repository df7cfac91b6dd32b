import { expect, test } from "vitest";
import { isSameClock, momentIn } from "./moments.ts";

const summer = new Date("2026-07-01T10:00:00Z");

test.each([
  ["en", "Europe/Berlin", "Wednesday, 1 July 2026", "12:00 CEST"],
  ["de", "Europe/Berlin", "Mittwoch, 1. Juli 2026", "12:00 MESZ"],
  ["zh-Hant", "Asia/Taipei", "2026年7月1日星期三", "18:00 GMT+8"],
] as const)("a moment in %s is written as its readers write it", (locale, zone, date, time) => {
  expect(momentIn(locale, summer, zone)).toEqual({ date, time });
});

test("two zones show the same clock at one instant and another at the next", () => {
  expect(isSameClock(summer, "Europe/Berlin", "Europe/Paris")).toBe(true);
  expect(isSameClock(summer, "Europe/London", "UTC")).toBe(false);
  expect(isSameClock(new Date("2026-01-01T10:00:00Z"), "Europe/London", "UTC")).toBe(true);
});
