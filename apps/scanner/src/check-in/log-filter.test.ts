import { expect, test } from "vitest";
import { at, scanOf } from "../testing/own-scan.ts";
import { findScans, type LogFilter } from "./log-filter.ts";
import type { OwnScan } from "./own-scan.ts";

const sent = { state: "sent", at, verdict: "admitted", conflict: null } satisfies OwnScan["delivery"];
const contradicted = {
  ...sent,
  conflict: {
    kind: "admitted_twice",
    scanId: "other",
    admittedAt: new Date(at).toISOString(),
    admittedBy: "Carol",
    deviceId: null,
    deviceName: null,
    checkInPoint: null,
  },
} satisfies OwnScan["delivery"];
const refused = { state: "refused", code: "forbidden", message: "Not yours" } as const;
const done = { reason: "Wrong Ada", state: "done", message: null } as const;

const scans = [
  scanOf({
    id: "let in",
    name: "Zoë Ångström",
    delivery: sent,
  }),
  scanOf({ id: "to send" }),
  scanOf({ id: "again", outcome: "already_admitted", delivery: refused }),
  scanOf({ id: "cancelled", outcome: "cancelled", person: personOf("bo@company.test") }),
  scanOf({ id: "unsure", outcome: "not_checked", delivery: { state: "undecided" } }),
  scanOf({ id: "conflict", delivery: contradicted }),
  scanOf({ id: "taken back", delivery: contradicted, undo: done }),
  scanOf({
    id: "back soon",
    undo: { ...done, state: "waiting" },
    delivery: sent,
  }),
  scanOf({ id: "yesterday", at: at - 1 }),
];

function personOf(email: string) {
  return { email, displayName: null, overrideReason: null, seatId: null };
}

function found(filter: LogFilter | null, words = ""): string[] {
  return findScans(scans, { filter, words, since: at }).map(({ id }) => id);
}

test("the log is today's, unless earlier days are asked for", () => {
  expect(found(null)).not.toContain("yesterday");
  expect(findScans(scans, { filter: null, words: "", since: 0 })).toHaveLength(scans.length);
});

test.each<[LogFilter, string[]]>([
  ["admitted", ["let in", "to send", "conflict", "taken back", "back soon"]],
  ["again", ["again"]],
  ["refused", ["cancelled"]],
  ["not_checked", ["unsure"]],
  ["waiting", ["to send", "cancelled", "back soon"]],
  ["attention", ["again", "conflict"]],
])("by %s", (filter, ids) => {
  expect(found(filter)).toEqual(ids);
});

test("every word is looked for, in name, email and sentence, whatever its accents and case", () => {
  expect(found(null, "angstrom ZOE")).toEqual(["let in"]);
  expect(found(null, "BO@company")).toEqual(["cancelled"]);
  expect(found(null, "zoe nobody")).toEqual([]);
});
