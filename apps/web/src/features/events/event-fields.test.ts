import { createEventInput } from "@eventmaster/contract/events";
import { describe, expect, it } from "vitest";
import { emptyFields, endAfterMove, fieldNames, needsReview } from "./event-fields.ts";

describe("the event form", () => {
  it("has every field of the contract, and no other", () => {
    expect([...fieldNames].toSorted()).toEqual(Object.keys(createEventInput.shape).toSorted());
    expect(Object.keys(emptyFields("UTC")).toSorted()).toEqual([...fieldNames].toSorted());
  });

  it("leaves place, seats, category and tags to the organizer of a published event", () => {
    expect(fieldNames.filter((field) => !needsReview(field)).toSorted()).toEqual([
      "capacity",
      "category",
      "location",
      "offerHours",
      "tags",
    ]);
  });
});

describe("endAfterMove", () => {
  const noon = "2026-03-01T12:00:00.000Z";

  it("gives a new event two hours", () => {
    expect(endAfterMove({ startAt: "", endAt: "" }, noon)).toBe("2026-03-01T14:00:00.000Z");
  });

  it("keeps how long the event lasts", () => {
    const before = { startAt: "2026-02-01T12:00:00Z", endAt: "2026-02-01T12:45:00Z" };
    expect(endAfterMove(before, noon)).toBe("2026-03-01T12:45:00.000Z");
  });

  it("leaves an end alone that was chosen first", () => {
    const endAt = "2026-03-01T15:00:00Z";
    expect(endAfterMove({ startAt: "", endAt }, noon)).toBe(endAt);
  });

  it("does nothing when the start is taken away", () => {
    expect(endAfterMove({ startAt: noon, endAt: noon }, "")).toBe(noon);
  });
});
