import { describe, expect, it } from "vitest";
import { compareWords } from "./compare-words.ts";

describe("comparing two texts", () => {
  it("finds the words that changed and keeps the rest whole", () => {
    expect(compareWords("Three talks, and soup.", "Four talks, and soup.\n\nBring a friend.")).toEqual([
      { text: "Three", in: "before" },
      { text: "Four", in: "after" },
      { text: " talks, and soup.", in: "both" },
      { text: "\n\nBring a friend.", in: "after" },
    ]);
  });

  it("divides text without spaces into words too", () => {
    const pieces = compareWords("歡迎參加技術講座", "歡迎參加音樂講座");
    expect(pieces.filter((piece) => piece.in === "both").map(({ text }) => text)).toEqual(
      expect.arrayContaining(["講座"]),
    );
    const textOf = (side: "before" | "after") =>
      pieces
        .filter((piece) => piece.in === "both" || piece.in === side)
        .map(({ text }) => text)
        .join("");
    expect(textOf("before")).toBe("歡迎參加技術講座");
    expect(textOf("after")).toBe("歡迎參加音樂講座");
  });

  it("says of equal texts that nothing changed", () => {
    expect(compareWords("Same", "Same")).toEqual([{ text: "Same", in: "both" }]);
  });
});
