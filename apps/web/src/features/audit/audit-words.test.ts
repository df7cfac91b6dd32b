import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { webhookTypes } from "@eventmaster/contract/webhooks";
import { describe, expect, it } from "vitest";
import { actionWords, detailsText, knownActions, shortId } from "./audit-words.ts";

const core = join(import.meta.dirname, "../../../../../packages/core/src");

/** Names of this form in modules that write to the log, and are no actions: what webhooks tell, and jobs. */
const others = new Set<string>([
  ...webhookTypes,
  ...namesIn(readFileSync(join(core, "jobs/job-payloads.ts"), "utf8")),
]);

function namesIn(source: string): string[] {
  return [...source.matchAll(/"([a-z_]+\.[a-z_]+)"/gu)].map((match) => match[1] ?? "");
}

/** The actions that the verbs record, as they are written in their sources. */
function recordedActions(): string[] {
  const files = globSync("**/*.ts", { cwd: core }).filter(
    (file) => !/\.test\.ts$|^testing|^demo/u.test(file),
  );
  const found = files.flatMap((file) => {
    const source = readFileSync(join(core, file), "utf8");
    return /audit/iu.test(source) ? namesIn(source) : [];
  });
  return [...new Set(found)].filter((action) => !others.has(action)).toSorted();
}

describe("the audit log in words", () => {
  it("has words for every action that is recorded", () => {
    const recorded = recordedActions();
    expect(recorded.length).toBeGreaterThan(40);
    expect(recorded.filter((action) => !knownActions.includes(action))).toEqual([]);
  });

  it("names actions, and shows as it is what it does not know", () => {
    expect(actionWords("event.approve")).toBe("Event approved");
    expect(actionWords("event.add_check_in_point")).toBe("Check-in point added");
    expect(actionWords("event.teleport")).toBe("event.teleport");
  });

  it("tells what changed", () => {
    expect(detailsText({ before: "member", after: "admin" })).toBe("member → admin");
    expect(detailsText({ before: { capacity: 10 }, after: { capacity: 20 } })).toBe("capacity: 10 → 20");
    expect(detailsText({ before: { capacity: 10 }, after: { capacity: 20 } }, () => "Seats")).toBe(
      "Seats: 10 → 20",
    );
    expect(detailsText({ before: "pending", after: "rejected", reason: "Too loud" })).toBe(
      "awaiting approval → rejected · reason: Too loud",
    );
    expect(detailsText({ status: "pending", reason: null })).toBe("status: awaiting approval");
    expect(detailsText({ source: "walk_in", generation: 1 })).toBe("source: at the door");
    expect(detailsText({ generation: 2 })).toBe("generation: 2");
    // What somebody wrote is theirs, also where it reads like one of our words.
    expect(detailsText({ reason: "pending", name: "admin" })).toBe("reason: pending · name: admin");
    expect(detailsText({ eventId: "01990000-0000-7000-8000-0000deadbeef" })).toBe("eventId: …deadbeef");
    expect(detailsText({ fields: ["title", "location"], isSearch: true })).toBe(
      "fields: title, location · isSearch: yes",
    );
    expect(detailsText({ fields: ["title", "location"] }, (name) => name.toUpperCase())).toBe(
      "FIELDS: TITLE, LOCATION",
    );
    const startAt = "2026-12-13T17:00:00.000Z";
    expect(detailsText({ before: { startAt: null }, after: { startAt } })).toMatch(
      /^startAt: none → Dec 1[34], 2026, \d\d?:\d\d/u,
    );
    expect(detailsText({})).toBe("");
  });

  it("shortens an id to what tells it apart", () => {
    expect(shortId("01990000-0000-7000-8000-0000deadbeef")).toBe("…deadbeef");
  });
});
