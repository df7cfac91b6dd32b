import { describe, expect, it } from "vitest";
import { isOutdated, withNews } from "./managed-news.ts";

const concert = {
  id: "concert",
  status: "published" as const,
  capacity: 50,
  registeredCount: 10,
  seatsLeft: 40,
};
const talk = { id: "talk", status: "pending" as const, capacity: 20, registeredCount: 0, seatsLeft: 20 };
const told = {
  id: "concert",
  status: "published" as const,
  capacity: 60,
  registeredCount: 12,
  offeredCount: 3,
};

describe("what is told of one's events while their list is open", () => {
  it("changes the seats of those that are told of: also how many are left, of which those offered are none", () => {
    expect(withNews([concert, talk], [told])).toEqual([
      { ...concert, capacity: 60, registeredCount: 12, seatsLeft: 45 },
      talk,
    ]);
  });

  it("makes the list be read anew when one of them was decided or deleted, and for no other reason", () => {
    expect(isOutdated([concert, talk], { events: [told], removed: ["another"] })).toBe(false);
    expect(isOutdated([concert, talk], { events: [{ ...told, status: "cancelled" }], removed: [] })).toBe(
      true,
    );
    expect(isOutdated([concert, talk], { events: [], removed: ["talk"] })).toBe(true);
    expect(isOutdated([talk], { events: [{ ...told, status: "cancelled" }], removed: [] })).toBe(false);
  });
});
