import type { OwnScan } from "../check-in/own-scan.ts";
import { factsOf } from "../check-in/verdict-facts.ts";

export const at = Date.parse("2026-05-02T18:00:00Z");

/** Ada, let in by a camera at `at`. */
export function scanOf(fields: Partial<OwnScan>): OwnScan {
  return {
    id: "scan",
    eventId: "gala",
    at,
    checkInPointId: "gate",
    direction: "entry",
    deviceId: "phone",
    userId: "bob",
    source: "camera",
    code: null,
    person: null,
    registrationId: null,
    outcome: "admitted",
    isReEntry: false,
    name: "Ada",
    message: "Welcome, Ada",
    facts: factsOf({ admission: null }, { at, timeZone: "Europe/Berlin" }),
    tellAgainAs: null,
    delivery: { state: "waiting" },
    undo: null,
    ...fields,
  };
}
