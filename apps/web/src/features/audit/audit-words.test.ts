import { describe, expect, it } from "vitest";
import { actionWords, detailsText, shortId } from "./audit-words.ts";

describe("the audit log in words", () => {
  it("names actions, and shows as it is what it does not know", () => {
    expect(actionWords("event.approve")).toBe("Event approved");
    expect(actionWords("event.teleport")).toBe("event.teleport");
  });

  it("tells what changed", () => {
    expect(detailsText({ before: "member", after: "admin" })).toBe("member → admin");
    expect(detailsText({ before: { capacity: 10 }, after: { capacity: 20 } })).toBe("capacity: 10 → 20");
    expect(detailsText({ before: "pending", after: "rejected", reason: "Too loud" })).toBe(
      "pending → rejected · reason: Too loud",
    );
    expect(detailsText({ status: "pending", reason: null })).toBe("status: pending");
    expect(detailsText({ eventId: "01990000-0000-7000-8000-0000deadbeef" })).toBe("eventId: …deadbeef");
    expect(detailsText({})).toBe("");
  });

  it("shortens an id to what tells it apart", () => {
    expect(shortId("01990000-0000-7000-8000-0000deadbeef")).toBe("…deadbeef");
  });
});
