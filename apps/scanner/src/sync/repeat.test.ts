import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Repeat, repeat } from "./repeat.ts";

/** Work that takes a second each time, and then wants to wait as long as the test says. */
const tookMs = 1000;
let wait: number | null;
let runs: number;
let loop: Repeat;

beforeEach(() => {
  vi.useFakeTimers();
  wait = null;
  runs = 0;
  loop = repeat(async () => {
    runs += 1;
    await new Promise((resolve) => setTimeout(resolve, tookMs));
    return wait;
  });
});

afterEach(() => {
  loop.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe.for(["kick", "nudge"] as const)("a %s", (kind) => {
  test("runs it, once", async () => {
    loop[kind]();
    await pass(60_000);
    expect(runs).toBe(1);
  });

  test("while it runs has it run once more, never twice at once", async () => {
    loop[kind]();
    for (let more = 0; more < 5; more++) loop[kind]();
    expect(runs).toBe(1);
    await pass(tookMs);
    expect(runs).toBe(2);
    await pass(60_000);
    expect(runs).toBe(2);
  });

  test("does nothing once it is stopped", async () => {
    loop[kind]();
    loop[kind]();
    loop.stop();
    await pass(60_000);
    loop[kind]();
    await pass(60_000);
    expect(runs).toBe(1);
  });
});

test("it runs again after the wait that it wanted", async () => {
  wait = 5000;
  loop.kick();
  await pass(tookMs + 4999);
  expect(runs).toBe(1);
  await pass(1);
  expect(runs).toBe(2);
});

test("a kick cuts the wait short", async () => {
  wait = 5000;
  loop.kick();
  await pass(tookMs + 1);
  loop.kick();
  expect(runs).toBe(2);
});

test("a nudge waits it out, also one that came while it ran", async () => {
  wait = 5000;
  loop.kick();
  loop.nudge();
  await pass(tookMs + 1);
  loop.nudge();
  await pass(4998);
  expect(runs).toBe(1);
  await pass(1);
  expect(runs).toBe(2);
});

test("a kick while it runs is not forgotten for a nudge", async () => {
  wait = 5000;
  loop.kick();
  loop.nudge();
  loop.kick();
  loop.nudge();
  await pass(tookMs);
  expect(runs).toBe(2);
});
