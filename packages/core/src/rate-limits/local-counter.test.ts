import { expect, test } from "vitest";
import { createLocalCounter } from "./local-counter.ts";

const limit = { points: 2, seconds: 10 };

test("counts each key for itself, from its first request on, and begins afresh afterwards", () => {
  const counter = createLocalCounter(limit);
  expect(counter.consume("a", 1000)).toEqual({ isAllowed: true, consumed: 1, seconds: 10 });
  expect(counter.consume("b", 5000)).toMatchObject({ consumed: 1 });
  expect(counter.consume("a", 5000)).toEqual({ isAllowed: true, consumed: 2, seconds: 6 });
  expect(counter.consume("a", 10_500)).toEqual({ isAllowed: false, consumed: 3, seconds: 1 });
  expect(counter.consume("a", 11_000)).toEqual({ isAllowed: true, consumed: 1, seconds: 10 });
  counter.delete("a");
  expect(counter.consume("a", 11_000)).toMatchObject({ consumed: 1 });
});

test("forgets what is over, and under a flood of ever new addresses the oldest", () => {
  const counter = createLocalCounter(limit, 100);
  for (let n = 0; n < 10_000; n++) counter.consume(`flood ${n}`, 1000);
  expect(counter.size()).toBe(100);
  expect(counter.consume("flood 9999", 1000)).toMatchObject({ consumed: 2 });
  expect(counter.consume("flood 0", 1000)).toMatchObject({ consumed: 1 });
  counter.consume("later", 20_000);
  expect(counter.size()).toBe(1);
});
