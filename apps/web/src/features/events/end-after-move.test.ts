import { describe, expect, it } from "vitest";
import { endAfterMove } from "./end-after-move.ts";

describe("endAfterMove", () => {
  const timeZone = "Europe/Berlin";
  const noon = "2026-03-01T12:00:00.000Z";

  it("gives a new event two hours", () => {
    expect(endAfterMove({ startAt: "", endAt: "", timeZone }, noon)).toBe("2026-03-01T14:00:00.000Z");
  });

  it("keeps how long the event lasts", () => {
    const before = { startAt: "2026-02-01T12:00:00Z", endAt: "2026-02-01T12:45:00Z", timeZone };
    expect(endAfterMove(before, noon)).toBe("2026-03-01T12:45:00.000Z");
  });

  it("leaves an end alone that was chosen first", () => {
    const endAt = "2026-03-01T15:00:00Z";
    expect(endAfterMove({ startAt: "", endAt, timeZone }, noon)).toBe(endAt);
  });

  it("does nothing when the start is taken away", () => {
    expect(endAfterMove({ startAt: noon, endAt: noon, timeZone }, "")).toBe(noon);
  });
});
