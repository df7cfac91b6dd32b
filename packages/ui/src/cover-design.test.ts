import { expect, test } from "vitest";
import { coverDesign } from "./cover-design.ts";

const ids = Array.from({ length: 60 }, (_, index) => `019a-event-${index}`);

test("an event has the same cover every time", () => {
  expect(coverDesign("019a", "music")).toEqual(coverDesign("019a", "music"));
});

test("events of one category differ from each other", () => {
  const covers = new Set(ids.map((id) => JSON.stringify(coverDesign(id, "company"))));
  expect(covers.size).toBe(ids.length);
});

test("one event in two categories is told apart by its hue", () => {
  expect(Math.abs(coverDesign("019a", "sport").hue - coverDesign("019a", "social").hue)).toBeGreaterThan(60);
});

test("every cover has shapes, and a category nobody has heard of has one too", () => {
  for (const category of [
    "company",
    "conference",
    "meetup",
    "talk",
    "workshop",
    "social",
    "music",
    "sport",
    "other",
    "yodelling",
  ]) {
    for (const id of ids) {
      const { near, far } = coverDesign(id, category);
      expect(near.length + far.length).toBeGreaterThan(2);
      expect([...near, ...far].join("")).not.toMatch(/NaN|Infinity|undefined/);
    }
  }
});
