import { beforeEach, expect, test, vi } from "vitest";
import { dayKey, eventTimeText, isSameClock } from "./event-time.ts";

const berlin = { timeZone: "Europe/Berlin" };

beforeEach(() => {
  vi.stubGlobal("navigator", { languages: ["en-GB"] });
});

// Engines disagree about the comma after the weekday.
test("an evening is one day and its hours, in the event's zone", () => {
  expect(
    eventTimeText({ startAt: "2027-03-14T17:00:00Z", endAt: "2027-03-14T20:00:00Z", ...berlin }),
  ).toEqual({
    date: expect.stringMatching(/^Sunday,? 14 March 2027$/),
    time: "18:00 – 21:00",
    zone: "CET",
  });
});

test("a party until two in the morning belongs to its evening", () => {
  const text = eventTimeText({ startAt: "2027-07-03T19:00:00Z", endAt: "2027-07-04T00:00:00Z", ...berlin });
  expect(text).toEqual({
    date: expect.stringMatching(/^Saturday,? 3 July 2027$/),
    time: "21:00 – 02:00",
    zone: "CEST",
  });
});

test("a night in which the clocks change names both", () => {
  const text = eventTimeText({ startAt: "2026-10-24T23:00:00Z", endAt: "2026-10-25T04:00:00Z", ...berlin });
  expect(text).toMatchObject({ time: "01:00 CEST – 05:00", zone: "CET" });
});

test("an event of several days names both", () => {
  const { date } = eventTimeText({
    startAt: "2027-03-14T08:00:00Z",
    endAt: "2027-03-16T15:00:00Z",
    ...berlin,
  });
  expect(date).toContain("14");
  expect(date).toContain("16 Mar 2027");
});

test("without an end there is no dash", () => {
  expect(eventTimeText({ startAt: "2027-03-14T17:00:00Z", ...berlin }).time).toBe("18:00");
});

test("two zones with one clock are the same to a viewer, until one changes its clock", () => {
  expect(isSameClock("2027-01-14T17:00:00Z", "Europe/Berlin", "Africa/Lagos")).toBe(true);
  expect(isSameClock("2027-07-14T17:00:00Z", "Europe/Berlin", "Africa/Lagos")).toBe(false);
});

test("the day is the event's, not the viewer's", () => {
  expect(dayKey("2027-03-14T17:00:00Z", "Asia/Kuala_Lumpur")).toBe("2027-03-15");
  expect(dayKey("2027-03-14T17:00:00Z", "America/New_York")).toBe("2027-03-14");
});
