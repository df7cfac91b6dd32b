import { expect, test } from "vitest";
import { distanceFromCentre, textsByAim } from "./reading.ts";

function square(x: number, y: number, side = 10) {
  return {
    topLeft: { x, y },
    topRight: { x: x + side, y },
    bottomLeft: { x, y: y + side },
    bottomRight: { x: x + side, y: y + side },
  };
}

test("a code in the middle is not off centre, one in a corner is wholly so", () => {
  const frame = { width: 100, height: 100 };
  expect(distanceFromCentre(square(45, 45), frame)).toBe(0);
  expect(distanceFromCentre(square(-5, -5), frame)).toBe(1);
});

test("of two codes in a frame, the one aimed at comes first", () => {
  expect(
    textsByAim([
      { text: "neighbour", offCentre: 0.6 },
      { text: "mine", offCentre: 0.1 },
    ]),
  ).toEqual(["mine", "neighbour"]);
});
