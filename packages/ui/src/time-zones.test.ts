import { expect, test } from "vitest";
import { cityOf, clockIn, timeZoneOptions, utcOffset } from "./time-zones.ts";

test("the distance from UTC follows daylight saving and knows half hours", () => {
  expect(utcOffset("Europe/Berlin", new Date("2027-01-01T00:00:00Z"))).toBe("UTC+1");
  expect(utcOffset("Europe/Berlin", new Date("2027-07-01T00:00:00Z"))).toBe("UTC+2");
  expect(utcOffset("America/St_Johns", new Date("2027-01-01T00:00:00Z"))).toBe("UTC−3:30");
  expect(utcOffset("UTC", new Date("2027-01-01T00:00:00Z"))).toBe("UTC");
});

test("a clock in a zone is told to the second, also where a day or an hour is twice, and before there were zones", () => {
  const shown = (zone: string, at: string) => clockIn(zone, new Date(at)).toISOString();
  expect(shown("Asia/Kathmandu", "2027-01-01T20:15:30Z")).toBe("2027-01-02T02:00:30.000Z");
  expect(shown("America/New_York", "2026-11-01T05:30:00Z")).toBe("2026-11-01T01:30:00.000Z");
  expect(shown("America/New_York", "2026-11-01T06:30:00Z")).toBe("2026-11-01T01:30:00.000Z");
  expect(shown("Pacific/Apia", "2011-12-30T10:00:00Z")).toBe("2011-12-31T00:00:00.000Z");
  expect(utcOffset("America/New_York", new Date("2026-11-01T05:30:00Z"))).toBe("UTC−4");
  expect(utcOffset("Pacific/Kiritimati", new Date("2027-01-01T00:00:00.999Z"))).toBe("UTC+14");
  expect(utcOffset("Asia/Kathmandu", new Date("2027-01-01T00:00:00Z"))).toBe("UTC+5:45");
  expect(utcOffset("America/New_York", new Date("1850-01-01T00:00:00Z"))).toBe("UTC−4:56");
});

test("zones are listed once, UTC among them", () => {
  const values = timeZoneOptions(new Date("2027-01-01T00:00:00Z")).map(({ value }) => value);
  expect(values).toContain("UTC");
  expect(values).toContain("Europe/Berlin");
  expect(new Set(values).size).toBe(values.length);
});

test("a zone's city is read without underscores", () => {
  expect(cityOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(cityOf("UTC")).toBe("UTC");
});
