import { describe, expect, it } from "vitest";
import { oneOf, pageParam, parseSearch, stringifySearch, textParam } from "./search-params.ts";

describe("search parameters", () => {
  it("reads back what it wrote", () => {
    const search = stringifySearch({ q: "rock & roll ?", page: 2, status: undefined });
    expect(parseSearch(search)).toEqual({ q: "rock & roll ?", page: "2" });
  });

  it("leaves out what is empty", () => {
    expect(stringifySearch({ q: "", page: undefined })).toBe("");
  });

  it("takes numbers as text to search for", () => {
    expect(textParam(parseSearch("?q=2026")["q"])).toBe("2026");
  });

  it.each([
    ["3", 3],
    [3, 3],
    ["1", undefined],
    ["0", undefined],
    ["-4", undefined],
    ["2.5", undefined],
    ["many", undefined],
    [undefined, undefined],
  ])("reads the page %s as %s", (value, page) => {
    expect(pageParam(value)).toBe(page);
  });

  it("takes one of the values it knows", () => {
    expect(oneOf(["upcoming", "past"], "past")).toBe("past");
    expect(oneOf(["upcoming", "past"], "never")).toBeUndefined();
  });
});
