import { expect, test } from "vitest";
import { cityOf, timeZoneOptions, utcOffset } from "./time-zones.ts";

test("the distance from UTC follows daylight saving and knows half hours", () => {
  expect(utcOffset("Europe/Berlin", new Date("2027-01-01T00:00:00Z"))).toBe("UTC+1");
  expect(utcOffset("Europe/Berlin", new Date("2027-07-01T00:00:00Z"))).toBe("UTC+2");
  expect(utcOffset("America/St_Johns", new Date("2027-01-01T00:00:00Z"))).toBe("UTC−3:30");
  expect(utcOffset("UTC", new Date("2027-01-01T00:00:00Z"))).toBe("UTC");
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
