import { expect, test } from "vitest";
import { calendarLinks } from "./calendar-links.ts";

const event = {
  title: "Talks & soup",
  description: "Three talks.",
  location: "Hall 1, Berlin",
  startAt: "2026-03-14T17:00:00.000Z",
  endAt: "2026-03-14T20:30:00Z",
};

test("calendars on the web get the event's instants, whatever its zone", () => {
  const { google, outlook } = calendarLinks(event, "https://events.test/events/0199");
  const asked = new URL(google).searchParams;
  expect(asked.get("dates")).toBe("20260314T170000Z/20260314T203000Z");
  expect(asked.get("text")).toBe("Talks & soup");
  expect(asked.get("details")).toContain("https://events.test/events/0199");
  expect(new URL(outlook).searchParams.get("startdt")).toBe("2026-03-14T17:00:00.000Z");
});
