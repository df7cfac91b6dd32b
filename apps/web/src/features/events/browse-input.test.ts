import { describe, expect, it } from "vitest";
import { browseInput, readBrowseSearch } from "./browse-input.ts";

describe("browsing", () => {
  it("takes from the URL what it understands", () => {
    expect(readBrowseSearch({ q: " jazz ", category: "music" })).toEqual({ q: " jazz ", category: "music" });
    expect(readBrowseSearch({ q: "  ", category: "opera" })).toEqual({ q: undefined, category: undefined });
  });

  it("asks for the same list for five minutes", () => {
    const first = browseInput({}, new Date("2026-03-01T09:00:01Z"));
    expect(browseInput({}, new Date("2026-03-01T09:04:59Z"))).toEqual(first);
    expect(browseInput({}, new Date("2026-03-01T09:05:00Z"))).not.toEqual(first);
  });
});
