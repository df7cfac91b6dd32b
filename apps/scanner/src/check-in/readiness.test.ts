import { describe, expect, test } from "vitest";
import { type DeviceFacts, overallLevel, type ReadinessItem, readinessOf } from "./readiness.ts";

const ready: DeviceFacts = {
  isSignedIn: true,
  refusal: null,
  link: "fast",
  roster: "complete",
  ticketsHere: 3,
  ticketsThere: 3,
  rosterAgeMs: 1000,
  wasRosterUnreadable: false,
  keys: 1,
  hasDisk: true,
  isPersistent: true,
  freeBytes: 1e9,
  unsaved: 0,
  unreadable: 0,
  isInstalled: true,
  clockOffsetMs: 20,
  camera: "works",
  isMuted: false,
  canSound: true,
  waiting: 0,
  refused: 0,
  seats: 5,
  isBeforeSeats: false,
};

describe("a device", () => {
  test("that has everything is ready", () => {
    expect(overallLevel(readinessOf(ready))).toBe("good");
  });

  test.each<[Partial<DeviceFacts>, ReadinessItem, string]>([
    [{ isSignedIn: false }, "session", "signed_out"],
    [{ refusal: "forbidden" }, "session", "refused"],
    [{ roster: "none" }, "roster", "missing"],
    [{ roster: "none", wasRosterUnreadable: true }, "roster", "unreadable"],
    [{ roster: "partial" }, "roster", "partial"],
    [{ keys: 0 }, "keys", "missing"],
    [{ hasDisk: false }, "storage", "blocked"],
    [{ unsaved: 1 }, "storage", "unsaved"],
    [{ unreadable: 1 }, "storage", "unreadable"],
    [{ freeBytes: 1e6 }, "storage", "full"],
    [{ camera: "denied" }, "camera", "denied"],
    [{ camera: "insecure" }, "camera", "insecure"],
  ])("with %o is not ready, and is told what to do", (facts, item, what) => {
    const findings = readinessOf({ ...ready, ...facts });
    expect(findings[item]).toEqual({ level: "bad", what });
    expect(overallLevel(findings)).toBe("bad");
  });

  test.each<[Partial<DeviceFacts>, ReadinessItem, string]>([
    [{ link: "none" }, "link", "none"],
    [{ link: "slow" }, "link", "slow"],
    [{ ticketsThere: 4 }, "roster", "differs"],
    [{ rosterAgeMs: 3_600_000 }, "roster", "old"],
    [{ isPersistent: false }, "storage", "not_persistent"],
    [{ isInstalled: false }, "app", "not_kept"],
    [{ clockOffsetMs: -600_000 }, "clock", "skewed"],
    [{ clockOffsetMs: null }, "clock", "unknown"],
    [{ camera: "none" }, "camera", "none"],
    [{ isMuted: true }, "sound", "muted"],
    [{ canSound: false }, "sound", "untouched"],
    [{ waiting: 2 }, "scans", "waiting"],
    [{ refused: 2 }, "scans", "refused"],
    [{ seats: 0 }, "seats", "none"],
    [{ seats: 0, isBeforeSeats: true }, "seats", "not_yet"],
  ])("with %o can run the door, but says so", (facts, item, what) => {
    const findings = readinessOf({ ...ready, ...facts });
    expect(findings[item]).toEqual({ level: "warn", what });
    expect(overallLevel(findings)).toBe("warn");
  });
});
