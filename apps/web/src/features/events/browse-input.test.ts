import { describe, expect, it } from "vitest";
import { browseInput, readBrowseSearch } from "./browse-input.ts";

describe("browsing", () => {
  it("takes from the URL what it understands", () => {
    expect(
      readBrowseSearch({
        q: " jazz ",
        category: "music",
        when: "week",
        free: "1",
        tag: "late",
        place: "Hall",
      }),
    ).toEqual({ q: " jazz ", category: "music", when: "week", free: "1", tag: "late", place: "Hall" });
    expect(readBrowseSearch({ q: "  ", category: "opera", when: "never", free: "yes" })).toEqual({});
  });

  it("asks for the same list for five minutes", () => {
    const first = browseInput({}, new Date("2026-03-01T09:00:01Z"));
    expect(browseInput({}, new Date("2026-03-01T09:04:59Z"))).toEqual(first);
    expect(browseInput({}, new Date("2026-03-01T09:05:00Z"))).not.toEqual(first);
  });

  it("begins and ends days at the reader's midnight", () => {
    const now = new Date(2026, 2, 1, 21, 30);
    expect(browseInput({ when: "today" }, now)).toMatchObject({
      from: now.toISOString(),
      to: new Date(2026, 2, 2).toISOString(),
    });
    expect(browseInput({ when: "tomorrow" }, now)).toMatchObject({
      from: new Date(2026, 2, 2).toISOString(),
      to: new Date(2026, 2, 3).toISOString(),
    });
  });

  it("asks for free seats only when that is wanted", () => {
    expect(browseInput({}, new Date())).not.toHaveProperty("hasSeats");
    expect(browseInput({ free: "1" }, new Date())).toMatchObject({ hasSeats: true });
  });
});
