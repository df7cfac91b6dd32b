import { expect, test } from "vitest";
import { createWedgeReader } from "./keyboard-wedge.ts";

function type(keys: string[], gap: number, reader = createWedgeReader()) {
  return keys.map((key, index) => reader(key, 1000 + index * gap));
}

test("a burst that ends in Enter is a code, and none of its keys does anything else", () => {
  const answers = type([..."EM1:A B", "Enter"], 8);
  expect(answers.at(-1)).toEqual({ isTaken: true, code: "EM1:A B" });
  expect(answers.slice(1).every((answer) => answer.isTaken)).toBe(true);
});

test("Shift between the characters is no part of the code", () => {
  expect(type(["Shift", "E", "Shift", "M", ..."1:ABC", "Enter"], 8).at(-1)?.code).toBe("EM1:ABC");
});

test("a person who types is left alone", () => {
  const answers = type([..."hello there", "Enter"], 120);
  expect(answers.every((answer) => !answer.isTaken && answer.code === null)).toBe(true);
});

test("Enter alone presses the button it is meant for", () => {
  expect(type(["Enter"], 0)).toEqual([{ isTaken: false, code: null }]);
});

test("what was typed long before a burst is not part of it", () => {
  const reader = createWedgeReader();
  reader("x", 0);
  const answers = type([..."EM1:AB", "Enter"], 8, reader);
  expect(answers.at(-1)?.code).toBe("EM1:AB");
});
