import { expect, test } from "vitest";
import { calendarFile } from "./calendar-file.ts";

const event = {
  id: "0199",
  title: "Talks; soup, and a very long evening about 活動 and everything else that has no end",
  location: "Hall 1, Berlin",
  startAt: "2026-03-14T17:00:00.000Z",
  endAt: "2026-03-14T20:30:00Z",
};

test("a calendar file has the event's instants, its words escaped, and no line over 75 bytes", () => {
  const file = calendarFile(event, "https://events.test/events/0199", new Date("2026-01-01T00:00:00Z"));
  const lines = file.split("\r\n");
  expect(lines).toContain("DTSTART:20260314T170000Z");
  expect(lines).toContain("DTEND:20260314T203000Z");
  expect(lines).toContain(String.raw`LOCATION:Hall 1\, Berlin`);
  expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75);
  const unfolded = file.replaceAll("\r\n ", "");
  expect(unfolded).toContain(String.raw`SUMMARY:Talks\; soup\, and a very long evening about 活動`);
  expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
});
