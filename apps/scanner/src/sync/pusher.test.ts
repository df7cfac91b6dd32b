import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OwnScan } from "../check-in/own-scan.ts";
import type { ScanStore } from "../store/scan-store.ts";
import { apiError, createFakeServer, eventId } from "../testing/fake-server.ts";
import { createLink } from "./link.ts";
import { type Pusher, startPusher } from "./pusher.ts";
import { createServerClock } from "./server-clock.ts";

const noNetwork = new TypeError("Failed to fetch");
const link = createLink(() => performance.now());
let pusher: Pusher;
let failure: Error;
let tries: number;

beforeEach(async () => {
  // It comes when the page is there.
  await import("./push-scans.ts");
  vi.useFakeTimers();
  failure = noNetwork;
  tries = 0;
  const waiting = [{ id: uuidv7(), eventId, userId: null, delivery: { state: "waiting" }, at: 0 }];
  pusher = startPusher({
    server: {
      ...createFakeServer(),
      sync: async () => {
        tries += 1;
        throw failure;
      },
    },
    scans: { waiting: () => waiting as unknown as OwnScan[] } as unknown as ScanStore,
    link,
    clock: createServerClock(Date.now, null),
    userId: () => null,
    passOf: async () => null,
    now: Date.now,
    chance: () => 0,
  });
});

afterEach(() => {
  pusher.stop();
  vi.useRealTimers();
});

/** Ten seconds in which somebody is scanned every tenth of one. */
async function crowd(): Promise<void> {
  for (let scan = 0; scan < 100; scan++) {
    pusher.soon();
    await vi.advanceTimersByTimeAsync(100);
  }
}

test.for([
  ["without a network", noNetwork],
  ["whose server stumbles", apiError("internal")],
] as const)("a crowd at a door %s has it tried no more often than nobody", async ([, why]) => {
  failure = why;
  await crowd();
  // At once, then after half a second, one, two and four more.
  expect(tries).toBe(5);
});

test("a crowd at a door that is not theirs any more has it tried once a minute", async () => {
  failure = apiError("forbidden");
  await crowd();
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries).toBe(2);
});

test("what may have ended the trouble has it tried now", async () => {
  await crowd();
  pusher.kick();
  pusher.soon();
  await vi.advanceTimersByTimeAsync(200);
  expect(tries).toBe(6);
  link.answered(20);
  await vi.advanceTimersByTimeAsync(0);
  expect(tries).toBe(7);
});
