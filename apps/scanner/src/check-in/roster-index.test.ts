import type { RosterEntry } from "@eventmaster/contract/check-in";
import { expect, test } from "vitest";
import { createRosterIndex } from "./roster-index.ts";

const entry = (id: string, status: RosterEntry["status"]): RosterEntry => ({
  id,
  status,
  generation: 1,
  holderName: id,
  email: null,
  admissions: [],
});

test("tickets that are void are known, and not counted, whatever becomes of them", () => {
  const index = createRosterIndex();
  const apply = (asOf: number, entries: RosterEntry[], removed: string[] = []) =>
    index.apply({ asOf, entries, removed, heard: [], undone: [] });
  apply(1, [entry("ada", "registered"), entry("ben", "registered"), entry("blank seat", "cancelled")]);
  expect(index.countLive()).toBe(2);
  expect(index.find("blank seat")?.status).toBe("cancelled");
  apply(2, [entry("ada", "cancelled"), entry("blank seat", "registered")]);
  // An older page that comes late changes nothing.
  apply(1, [entry("ada", "registered")]);
  expect(index.countLive()).toBe(2);
  apply(3, [], ["ben", "ada", "nobody"]);
  expect(index.countLive()).toBe(1);
  index.clear();
  expect(index.countLive()).toBe(0);
});
