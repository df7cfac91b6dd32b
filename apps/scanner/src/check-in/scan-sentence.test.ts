import { errorsTextDe } from "@eventmaster/client/errors-text.de";
import { speak } from "@eventmaster/i18n/locale";
import { afterEach, expect, test } from "vitest";
import type { OwnScan } from "./own-scan.ts";
import { at, scanOf } from "../testing/own-scan.ts";
import { refusalSentence, scanSentence } from "./scan-sentence.ts";
import { doorTextDe } from "./text.de.ts";
import { factsOf } from "./verdict-facts.ts";
import { scannerVerdictTextDe } from "./verdict-text.de.ts";
import { scannerVerdictTextZhHant } from "./verdict-text.zh-hant.ts";

function again(admittedAt: string): Partial<OwnScan> {
  const admission = {
    admittedAt: new Date(admittedAt),
    admittedBy: "Bob",
    checkPoint: "Gate B",
    deviceId: null,
  };
  return {
    outcome: "already_admitted",
    message: "Already admitted at 18:42 at Gate B by Bob",
    facts: factsOf({ admission }, { at, timeZone: "Europe/Berlin" }),
  };
}

const german = () => speak("de", [scannerVerdictTextDe, doorTextDe, errorsTextDe]);
afterEach(() => speak("en", []));

test("English is what was written down", () => {
  expect(scanSentence(scanOf(again("2026-05-02T16:42:00Z")))).toBe(
    "Already admitted at 18:42 at Gate B by Bob",
  );
});

test("another language is spoken from the facts, of earlier scans too", () => {
  german();
  expect(scanSentence(scanOf({}))).toBe("Willkommen, Ada");
  expect(scanSentence(scanOf(again("2026-05-02T16:42:00Z")))).toBe(
    "Schon eingelassen um 18:42 an „Gate B“ durch Bob",
  );
  expect(scanSentence(scanOf(again("2026-05-01T16:42:00Z")))).toContain("am 1. Mai um 18:42");
  const eventStatus = "cancelled";
  const facts = factsOf({ admission: null }, { at, timeZone: null, eventStatus });
  expect(scanSentence(scanOf({ outcome: "cancelled", facts }))).toBe("Diese Veranstaltung wurde abgesagt");
  speak("zh-Hant", [scannerVerdictTextZhHant]);
  expect(scanSentence(scanOf(again("2026-05-02T16:42:00Z")))).toBe(
    "已於 18:42 在「Gate B」入場（驗票：Bob）",
  );
});

test("a scan that was kept before there were facts stays as it was", () => {
  german();
  expect(scanSentence(scanOf({ facts: undefined }))).toBe("Welcome, Ada");
});

test("why nothing was checked, and why the server would not have it, is told by the code", () => {
  german();
  const undecided = { outcome: "not_checked", message: "No connection", facts: null } as const;
  expect(scanSentence(scanOf({ ...undecided, delivery: { state: "undecided", code: "network" } }))).toMatch(
    /^Keine Verbindung/u,
  );
  expect(scanSentence(scanOf({ ...undecided, delivery: { state: "undecided" } }))).toBe("No connection");
  expect(refusalSentence("event_full", "This event is full.")).toBe("Diese Veranstaltung ist ausgebucht.");
  expect(refusalSentence("validation", "Must be text\nIs required")).toBe(
    "Muss Text sein Muss ausgefüllt werden",
  );
  expect(refusalSentence("a code of tomorrow", "Told as it came.")).toBe("Told as it came.");
});
