import { afterEach, expect, test } from "vitest";
import {
  freeTries,
  lockedBy,
  lockedEvent,
  lockKiosk,
  releaseKiosk,
  unlockKiosk,
  waitMs,
} from "./kiosk-lock.ts";

afterEach(releaseKiosk);

test("a locked device opens with its PIN alone", async () => {
  expect(lockedEvent()).toBeNull();
  await lockKiosk("gala", "bob@company.test", "2468");
  expect(lockedEvent()).toBe("gala");
  expect(lockedBy()).toBe("bob@company.test");
  expect(await unlockKiosk("1111", 0)).toBe("wrong");
  expect(lockedEvent()).toBe("gala");
  expect(await unlockKiosk("2468", 0)).toBe("unlocked");
  expect(lockedEvent()).toBeNull();
});

test("after some wrong PINs even the right one has to wait", async () => {
  await lockKiosk("gala", "bob@company.test", "2468");
  for (let tries = 0; tries < freeTries; tries++) expect(await unlockKiosk("1111", 1000)).toBe("wrong");
  expect(await unlockKiosk("2468", 1000 + waitMs - 1)).toBe("wait");
  expect(await unlockKiosk("2468", 1000 + waitMs)).toBe("unlocked");
});
