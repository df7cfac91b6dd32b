import { beforeEach, expect, it, vi } from "vitest";
import { stepTexts } from "./step-texts.ts";

beforeEach(() => {
  vi.stubGlobal("navigator", { languages: ["en-GB"] });
});

it("an evening's steps are its clock alone, and of two days each has its day", () => {
  expect(stepTexts(["2026-11-24T17:00:00Z", "2026-11-24T17:15:00Z"], "Europe/Berlin", false)).toEqual([
    "18:00",
    "18:15",
  ]);
  expect(stepTexts(["2026-11-24T22:00:00Z", "2026-11-24T23:00:00Z"], "Europe/Berlin", false)).toEqual([
    "24 Nov, 23:00",
    "25 Nov, 00:00",
  ]);
});

it("the hour that comes twice is told apart by its zone", () => {
  const hours = [
    "2026-10-24T23:00:00Z",
    "2026-10-25T00:00:00Z",
    "2026-10-25T01:00:00Z",
    "2026-10-25T02:00:00Z",
  ];
  expect(stepTexts(hours, "Europe/Berlin", false)).toEqual(["01:00", "02:00 CEST", "02:00 CET", "03:00"]);
});

it("days are days, however long", () => {
  expect(stepTexts(["2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"], "Europe/Berlin", true)).toEqual([
    "25 Oct",
    "26 Oct",
  ]);
});
