import { describe, expect, it } from "vitest";
import { nextStep } from "./next-step.ts";

const now = new Date("2026-03-01T12:00:00Z");
const event = {
  status: "published" as const,
  startAt: "2026-03-02T12:00:00Z",
  endAt: "2026-03-02T14:00:00Z",
  registeredCount: 1,
  capacity: 2,
};

describe("nextStep", () => {
  it.each([
    [{ ...event, status: "pending" as const }, /admin looks/u],
    [{ ...event, status: "rejected" as const }, /submit it again/u],
    [{ ...event, status: "cancelled" as const }, /Called off/u],
    [{ ...event, endAt: now.toISOString() }, /over/u],
    [{ ...event, startAt: now.toISOString() }, /Scan tickets/u],
    [{ ...event, registeredCount: 2 }, /Full/u],
    [{ ...event, registeredCount: 0 }, /Share/u],
    [event, /Open/u],
  ])("says what is next for %o", (event, sentence) => {
    expect(nextStep(event, now)).toMatch(sentence);
  });
});
