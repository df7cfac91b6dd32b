import { expect, test } from "vitest";
import { findEvents } from "./find-events.ts";

const events = [
  { title: "Café Concert", location: "Hall 2" },
  { title: "Summer Party", location: "Garden" },
];

test("an empty search finds all", () => {
  expect(findEvents(events, "  ")).toEqual(events);
});

test("words are found in title and place, in any order, case and accent aside", () => {
  expect(findEvents(events, "hall CAFE")).toEqual([events[0]]);
  expect(findEvents(events, "hall party")).toEqual([]);
});
