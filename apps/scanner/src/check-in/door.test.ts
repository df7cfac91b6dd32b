import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer, Scan } from "./answer.ts";
import { createDoor, decidingMs, welcomeMs } from "./door.ts";
import { goneAfterMs } from "./scan-gate.ts";

const admitted: Answer = { kind: "decided", verdict: "admitted", name: "Ada", message: "Welcome, Ada" };
const cancelled: Answer = { kind: "decided", verdict: "cancelled", name: "Ada", message: "Cancelled" };
const noConnection: Answer = { kind: "not_checked", reason: "network", message: "No connection" };

/** A door whose decisions the test gives, one by one and in any order. */
function openDoor(unanswered: [string, string][] = []) {
  const asked: { scan: Scan; answer: (answer: Answer) => Promise<void> }[] = [];
  const signals: Answer[] = [];
  let ids = 0;
  let tick = 0;
  const door = createDoor({
    decide: (scan) => {
      const { promise, resolve } = Promise.withResolvers<Answer>();
      asked.push({
        scan,
        answer: async (answer) => {
          resolve(answer);
          await vi.advanceTimersByTimeAsync(0);
        },
      });
      return promise;
    },
    signal: (answer) => signals.push(answer),
    newScanId: () => `scan-${(ids += 1)}`,
    tick: () => tick,
    unanswered: new Map(unanswered),
  });
  return { door, asked, signals, pass: (ms: number) => (tick += ms) };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a code in view", () => {
  test("is decided, shown and signalled once", async () => {
    const { door, asked, signals } = openDoor();
    door.see(["A"]);
    door.see(["A"]);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.scan).toEqual({ id: "scan-1", code: "A", source: "camera" });
    await asked[0]!.answer(admitted);
    expect(door.shown()).toMatchObject({ id: "scan-1", code: "A", source: "camera", answer: admitted });
    expect(signals).toEqual([admitted]);
  });

  test("a welcome leaves by itself", async () => {
    const { door, asked } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(admitted);
    await vi.advanceTimersByTimeAsync(welcomeMs - 1);
    expect(door.shown()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(door.shown()).toBeNull();
  });

  test("a refusal stays until it is dismissed, and is not scanned again in the same hand", async () => {
    const { door, asked } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(cancelled);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(door.shown()?.answer).toEqual(cancelled);
    door.dismiss();
    door.see(["A"]);
    expect(door.shown()).toBeNull();
    expect(asked).toHaveLength(1);
  });

  test("that is decided at once takes the place of the last person's, and nothing comes between", async () => {
    const { door, asked } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(admitted);
    const listener = vi.fn(() => door.shown());
    door.subscribe(listener);
    door.see(["B"]);
    await vi.advanceTimersByTimeAsync(decidingMs - 1);
    await asked[1]!.answer(cancelled);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(listener.mock.results.map(({ value }) => value)).toMatchObject([{ code: "B", answer: cancelled }]);
  });

  test.for([admitted, cancelled])(
    "that takes long to decide takes away what was shown: %o",
    async (before) => {
      const { door, asked } = openDoor();
      door.see(["A"]);
      await asked[0]!.answer(before);
      door.see(["B"]);
      await vi.advanceTimersByTimeAsync(decidingMs);
      expect(door.shown()).toMatchObject({ code: "B", answer: null });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(door.shown()).toMatchObject({ code: "B", answer: null });
      await asked[1]!.answer(cancelled);
      expect(door.shown()).toMatchObject({ code: "B", answer: cancelled });
    },
  );

  test("is shown though what was shown was dismissed while it was decided", async () => {
    const { door, asked } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(cancelled);
    door.see(["B"]);
    door.dismiss();
    expect(door.shown()).toBeNull();
    await asked[1]!.answer(admitted);
    expect(door.shown()).toMatchObject({ code: "B", answer: admitted });
  });

  test("a late answer does not speak over the next person's", async () => {
    const { door, asked, signals } = openDoor();
    door.see(["A"]);
    door.see(["B"]);
    await asked[1]!.answer(admitted);
    await asked[0]!.answer(cancelled);
    expect(door.shown()).toMatchObject({ code: "B", answer: admitted });
    expect(signals).toEqual([admitted]);
  });

  test("is not scanned while a dialog is open, and is once it closes", () => {
    const { door, asked } = openDoor();
    door.see(["A"], { isBusy: true });
    expect(asked).toHaveLength(0);
    door.see(["A"]);
    expect(asked).toHaveLength(1);
  });

  test("a ticket held through a dialog is not scanned again after it", async () => {
    const { door, asked, pass } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(admitted);
    for (let ms = 0; ms < 10_000; ms += 500) {
      pass(500);
      door.see(["A"], { isBusy: true });
    }
    door.see(["A"]);
    expect(asked).toHaveLength(1);
  });
});

describe("a scan that got no answer", () => {
  test("is never green, and is retried under the same id", async () => {
    const { door, asked } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(noConnection);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(door.shown()?.answer).toEqual(noConnection);
    door.retry();
    expect(asked[1]!.scan.id).toBe("scan-1");
    // Seen at once: the answer may be the same again.
    expect(door.shown()).toMatchObject({ id: "scan-1", answer: null });
    await asked[1]!.answer(admitted);
    expect(door.shown()).toMatchObject({ id: "scan-1", answer: admitted });
  });

  test("keeps its id when the ticket is shown again", async () => {
    const { door, asked, pass } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(noConnection);
    door.dismiss();
    pass(goneAfterMs);
    door.see(["A"]);
    expect(asked[1]!.scan.id).toBe("scan-1");
    await asked[1]!.answer(admitted);
    pass(goneAfterMs);
    door.see(["A"]);
    expect(asked[2]!.scan.id).toBe("scan-2");
  });

  test("keeps its id over a reload", () => {
    const { door, asked } = openDoor([["A", "scan-before"]]);
    door.enter("A");
    expect(asked[0]!.scan.id).toBe("scan-before");
  });
});

describe("a code from the keyboard", () => {
  test("is a scan each time, even of a code that is in view", async () => {
    const { door, asked } = openDoor();
    door.see(["A"]);
    await asked[0]!.answer(cancelled);
    door.enter("A");
    expect(asked.map(({ scan }) => [scan.id, scan.source])).toEqual([
      ["scan-1", "camera"],
      ["scan-2", "typed"],
    ]);
  });

  test("entered twice while it is being checked is one scan", () => {
    const { door, asked } = openDoor();
    door.enter("A");
    door.enter("A");
    expect(asked).toHaveLength(1);
  });
});

test("somebody without a code is shown and signalled like a scan", () => {
  const { door, signals } = openDoor();
  door.admitPerson({ id: "walk-in-1", code: null, source: "walk_in" }, admitted);
  expect(door.shown()).toMatchObject({ id: "walk-in-1", code: null, source: "walk_in", answer: admitted });
  expect(signals).toEqual([admitted]);
});

test("those who listen are told of each change until they stop", async () => {
  const { door, asked } = openDoor();
  const listener = vi.fn();
  const stop = door.subscribe(listener);
  door.see(["A"]);
  await vi.advanceTimersByTimeAsync(decidingMs);
  await asked[0]!.answer(cancelled);
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  door.dismiss();
  expect(listener).toHaveBeenCalledTimes(2);
});
