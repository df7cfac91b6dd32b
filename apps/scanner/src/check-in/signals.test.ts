import { expect, test } from "vitest";
import { signals } from "./signals.ts";

test("no two signals have the same rhythm, heard or felt", () => {
  const heard = Object.values(signals).map(({ notes }) => notes.map(({ at, length }) => [at, length]));
  const felt = Object.values(signals).map(({ vibration }) => vibration);
  const distinct = (rhythms: unknown[]) => new Set(rhythms.map((rhythm) => JSON.stringify(rhythm))).size;
  expect(distinct(heard)).toBe(4);
  expect(distinct(felt)).toBe(4);
});

test("a signal is over before the next person is there", () => {
  for (const { notes, vibration } of Object.values(signals)) {
    expect(Math.max(...notes.map(({ at, length }) => at + length))).toBeLessThan(0.8);
    expect(vibration.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(800);
  }
});
