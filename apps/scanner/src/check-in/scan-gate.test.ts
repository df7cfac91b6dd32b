import { describe, expect, test } from "vitest";
import { createScanGate, goneAfterAnotherMs, goneAfterMs } from "./scan-gate.ts";

/** Shows codes to a gate and lists what it let through, as the door would. */
function show(frames: { at: number; codes: string[] }[]): string[] {
  const gate = createScanGate();
  const scanned: string[] = [];
  for (const { at, codes } of frames) {
    const code = gate.observe(codes, at);
    if (code === null) continue;
    gate.accept(code, at);
    scanned.push(code);
  }
  return scanned;
}

function held(codes: string[], from: number, to: number, everyMs = 70) {
  const frames = [];
  for (let at = from; at <= to; at += everyMs) frames.push({ at, codes });
  return frames;
}

describe("a ticket held to the camera", () => {
  test("is scanned once however long it is held", () => {
    expect(show(held(["A"], 0, 60_000))).toEqual(["A"]);
  });

  test("is not scanned again when the camera misses it for a moment", () => {
    expect(show([...held(["A"], 0, 500), ...held(["A"], 500 + goneAfterMs - 100, 5000)])).toEqual(["A"]);
  });

  test("is scanned again once it was out of view long enough", () => {
    expect(show([...held(["A"], 0, 490), ...held(["A"], 490 + goneAfterMs, 5000)])).toEqual(["A", "A"]);
  });

  test("gives way to the next person's at once", () => {
    expect(show([...held(["A"], 0, 500), ...held(["B"], 510, 900)])).toEqual(["A", "B"]);
  });

  test("is scanned again when it returns after another ticket", () => {
    const frames = [
      ...held(["A"], 0, 500),
      ...held(["B"], 510, 510 + goneAfterAnotherMs),
      ...held(["A"], 520 + goneAfterAnotherMs, 2500),
    ];
    expect(show(frames)).toEqual(["A", "B", "A"]);
  });
});

describe("two tickets in view at once", () => {
  test("the one aimed at is scanned, and the other when it is aimed at", () => {
    expect(show([...held(["A", "B"], 0, 2000), ...held(["B", "A"], 2010, 3000)])).toEqual(["A", "B"]);
  });

  test("they are not scanned again and again when the decoder sees now one, now the other", () => {
    const frames = Array.from({ length: 200 }, (_, index) => ({
      at: index * 70,
      codes: index % 7 < 4 ? ["A"] : ["B"],
    }));
    expect(show(frames)).toEqual(["A", "B"]);
  });
});

test("a code seen while the door is busy is scanned when the door is free", () => {
  const gate = createScanGate();
  expect(gate.observe(["A"], 0)).toBe("A");
  // Nobody accepted it.
  expect(gate.observe(["A"], 70)).toBe("A");
});
