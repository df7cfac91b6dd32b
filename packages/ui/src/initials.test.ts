import { expect, test } from "vitest";
import { initialsOf } from "./initials.ts";

test("initials are the first and the last name's", () => {
  expect(initialsOf("Alice Member")).toBe("AM");
  expect(initialsOf("  Maria de la  Cruz ")).toBe("MC");
});

test("one name gives one letter, no name none", () => {
  expect(initialsOf("gus")).toBe("G");
  expect(initialsOf("   ")).toBe("");
});

test("letters of other scripts and emoji stay whole", () => {
  expect(initialsOf("Ñandú é")).toBe("ÑÉ");
  expect(initialsOf("👩‍🚀 Ride")).toBe("👩‍🚀R");
});
