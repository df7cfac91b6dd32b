import { describe, expect, test } from "vitest";
import { moveAlong } from "./move-along.ts";

const moved = (at: string, from: string, to: string) =>
  moveAlong(new Date(at), { from: new Date(from), to: new Date(to) }, "Europe/Berlin").toISOString();

describe("what belongs to a start that is moved, in Berlin", () => {
  test("ends on the same clock over the end of summer time", () => {
    // Friday 18:00 to Sunday 16:00; the clocks go back on Sunday, 25 October 2026.
    const end = moved("2026-10-18T14:00:00Z", "2026-10-16T16:00:00Z", "2026-10-23T16:00:00Z");
    expect(end).toBe("2026-10-25T15:00:00.000Z");
  });

  test("ends on the same clock over the beginning of summer time", () => {
    // Saturday 23:00 to Sunday 05:00; the clocks go forward on Sunday, 28 March 2027.
    const end = moved("2027-03-21T04:00:00Z", "2027-03-20T22:00:00Z", "2027-03-27T22:00:00Z");
    expect(end).toBe("2027-03-28T03:00:00.000Z");
  });

  test("opens at the same time of day, though the clocks were changed between it and the start", () => {
    // Registration opens at 09:00 two weeks before.
    const opens = moved("2026-06-01T07:00:00Z", "2026-06-15T16:00:00Z", "2026-11-02T17:00:00Z");
    expect(opens).toBe("2026-10-19T07:00:00.000Z");
  });

  test("ends an hour later where the clocks skip its end, and the first time where they show it twice", () => {
    const skipped = moved("2027-03-21T01:30:00Z", "2027-03-20T22:00:00Z", "2027-03-27T22:00:00Z");
    expect(skipped).toBe("2027-03-28T01:30:00.000Z");
    const twice = moved("2026-10-18T00:30:00Z", "2026-10-17T22:00:00Z", "2026-10-24T22:00:00Z");
    expect(twice).toBe("2026-10-25T00:30:00.000Z");
  });

  test("is as long as before where the clock would put its end before its start", () => {
    // From 02:50 to 02:20 on the clock, which was put back in between: half an hour.
    const end = moved("2026-10-25T01:20:00Z", "2026-10-25T00:50:00Z", "2026-11-07T17:00:00Z");
    expect(end).toBe("2026-11-07T17:30:00.000Z");
  });

  test("keeps its distance where no clock is changed", () => {
    expect(moved("2026-06-01T16:00:00Z", "2026-06-01T14:00:00Z", "2026-07-01T08:00:00Z")).toBe(
      "2026-07-01T10:00:00.000Z",
    );
  });
});
