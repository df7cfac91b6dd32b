import { createEventInput } from "@eventmaster/contract/events";
import { describe, expect, it } from "vitest";
import { emptyFields, fieldNames, needsReview } from "./event-fields.ts";

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
