import { describe, expect, it } from "vitest";
import { busiestOf, pointRows } from "./point-rows.ts";

const point = (id: string, ...hours: [string, number][]) => ({
  id,
  admitted: hours.reduce((sum, [, admitted]) => sum + admitted, 0),
  hours: hours.map(([at, admitted]) => ({ at, admitted })),
});

const points = [
  point("north", ["2026-03-01T10:00Z", 2]),
  point("south", ["2026-03-01T09:00Z", 9], ["2026-03-01T10:00Z", 1]),
  point("east", ["2026-03-01T10:00Z", 4]),
  point("west"),
];

describe("who was let in where, hour by hour", () => {
  it("draws all points as long as there are colours, then the busiest and the others together", () => {
    expect([...busiestOf(points, 4)]).toEqual(["south", "east", "north", "west"]);
    expect([...busiestOf(points, 3)]).toEqual(["south", "east"]);
  });

  it("has a row for each hour in which anybody came anywhere, in order, and a number for each point", () => {
    expect(pointRows(points, busiestOf(points, 3), (hours) => hours.map((at) => at.slice(11, 13)))).toEqual([
      { label: "09", values: { north: 0, south: 9, east: 0, west: 0, others: 0 } },
      { label: "10", values: { north: 2, south: 1, east: 4, west: 0, others: 2 } },
    ]);
  });

  it("has no rows before anybody came", () => {
    expect(pointRows([point("north"), point("south")], new Set(), () => [])).toEqual([]);
  });
});
