import { describe, expect, test } from "vitest";
import { verdicts } from "@eventmaster/contract/verdicts";
import type { Decision, KnownAdmission } from "./decide.ts";
import { verdictMessage, type VerdictMessageOptions } from "./verdict-message.ts";

const admission: KnownAdmission = {
  admittedAt: new Date("2026-05-03T16:42:00Z"),
  admittedBy: "Bob",
  checkPoint: "Gate B",
  deviceId: "device-1",
};
const inBerlin: VerdictMessageOptions = {
  holderName: "Alice Member",
  timeZone: "Europe/Berlin",
  now: new Date("2026-05-03T17:00:00Z"),
};

function say(verdict: Decision["verdict"], options: Partial<VerdictMessageOptions> = {}) {
  return verdictMessage({ verdict, admission: null }, { ...inBerlin, ...options });
}

function sayAlready(change: Partial<KnownAdmission>, options: Partial<VerdictMessageOptions> = {}) {
  const earlier = { ...admission, ...change };
  return verdictMessage({ verdict: "already_admitted", admission: earlier }, { ...inBerlin, ...options });
}

describe("a welcome", () => {
  test("names the holder", () => {
    expect(say("admitted")).toBe("Welcome, Alice Member");
  });

  test.each([null, "", "  "])("does without the name %j", (holderName) => {
    expect(say("admitted", { holderName })).toBe("Welcome");
  });
});

describe("a way out and back", () => {
  test("is a goodbye and a welcome back", () => {
    expect(say("left")).toBe("Goodbye, Alice Member");
    expect(verdictMessage({ verdict: "admitted", admission: null, isReEntry: true }, inBerlin)).toBe(
      "Welcome back, Alice Member",
    );
  });
});

describe("a second scan", () => {
  test("is told when, where and by whom the ticket was admitted", () => {
    expect(sayAlready({})).toBe("Already admitted at 18:42 at Gate B by Bob");
  });

  test.each<[string, Partial<KnownAdmission>, string]>([
    ["place", { checkPoint: null }, "Already admitted at 18:42 by Bob"],
    ["scanner", { admittedBy: null }, "Already admitted at 18:42 at Gate B"],
    ["place and scanner", { checkPoint: null, admittedBy: null }, "Already admitted at 18:42"],
    ["place that is only blank", { checkPoint: " " }, "Already admitted at 18:42 by Bob"],
  ])("is told the rest when the %s is not known", (_, change, sentence) => {
    expect(sayAlready(change)).toBe(sentence);
  });

  test("is told no more than that when nothing else is known", () => {
    expect(say("already_admitted")).toBe("Already admitted");
  });

  test("hears the time of the event's zone on a 24-hour clock, in any locale", () => {
    expect(sayAlready({}, { timeZone: "Asia/Tokyo", now: admission.admittedAt })).toContain(" at 01:42 ");
    expect(sayAlready({}, { locale: "en-US" })).toBe("Already admitted at 18:42 at Gate B by Bob");
  });

  test("just after midnight hears 00, not 24", () => {
    const admittedAt = new Date("2026-05-03T22:05:00Z");
    for (const locale of ["en-GB", "en-US", "de-DE"]) {
      expect(sayAlready({ admittedAt }, { now: admittedAt, locale })).toContain(" at 00:05 ");
    }
  });

  test("hears the date too when it was another day", () => {
    const now = new Date("2026-05-04T08:00:00Z");
    expect(sayAlready({}, { now })).toBe("Already admitted on 3 May at 18:42 at Gate B by Bob");
    expect(sayAlready({}, { now, locale: "en-US" })).toBe(
      "Already admitted on May 3 at 18:42 at Gate B by Bob",
    );
  });

  test("and the year when it was another year", () => {
    expect(sayAlready({}, { now: new Date("2027-05-03T17:00:00Z") })).toBe(
      "Already admitted on 3 May 2026 at 18:42 at Gate B by Bob",
    );
  });

  test("counts days in the event's zone, not in UTC", () => {
    const beforeMidnight = new Date("2026-05-03T21:59:00Z");
    const afterMidnight = new Date("2026-05-03T22:01:00Z");
    expect(sayAlready({ admittedAt: beforeMidnight }, { now: afterMidnight })).toContain("on 3 May at 23:59");
    const acrossUtcMidnight = { now: new Date("2026-05-04T00:30:00Z") };
    expect(sayAlready({ admittedAt: new Date("2026-05-03T23:30:00Z") }, acrossUtcMidnight)).toBe(
      "Already admitted at 01:30 at Gate B by Bob",
    );
  });

  test("compares with the present when it is not told the time", () => {
    const { now: _, ...options } = inBerlin;
    const longAgo = { ...admission, admittedAt: new Date("2001-05-03T16:42:00Z") };
    expect(verdictMessage({ verdict: "already_admitted", admission: longAgo }, options)).toContain("2001");
  });
});

test.each([
  ["cancelled", "This ticket was cancelled"],
  ["wrong_event", "This ticket is for another event"],
  ["not_published", "This event is not published"],
  ["event_over", "This event is over"],
  ["unknown", "No ticket was found for this code"],
  ["forged", "This ticket is not genuine"],
] as const)("%s is said in words", (verdict, sentence) => {
  expect(say(verdict)).toBe(sentence);
});

test("a ticket of an event that was called off is told so; one that was cancelled by itself is told that", () => {
  const cancelled = { verdict: "cancelled", admission: null } as const;
  expect(verdictMessage(cancelled, { ...inBerlin, eventStatus: "cancelled" })).toBe(
    "This event was cancelled",
  );
  expect(verdictMessage(cancelled, { ...inBerlin, eventStatus: "published" })).toBe(
    "This ticket was cancelled",
  );
});

test("every verdict has a sentence of its own", () => {
  expect(new Set(verdicts.map((verdict) => say(verdict))).size).toBe(verdicts.length);
});
