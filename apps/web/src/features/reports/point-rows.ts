import type { EventReport } from "@eventmaster/contract/reports";
import type { ChartRow } from "./chart-parts.ts";

type Point = Pick<EventReport["points"][number], "id" | "admitted" | "hours">;

/** The busiest points, as many as can be told apart: where there are more, the last place is for the others together. */
export function busiestOf(points: readonly Point[], places: number): ReadonlySet<string> {
  const busiest = points.toSorted((one, other) => other.admitted - one.admitted);
  return new Set(busiest.slice(0, points.length > places ? places - 1 : points.length).map(({ id }) => id));
}

/** Who was let in, hour by hour: at each point by its id, and at all that are not drawn by themselves as `others`. */
export function pointRows(
  points: readonly Point[],
  own: ReadonlySet<string>,
  labelsOf: (hours: readonly string[]) => readonly string[],
): ChartRow[] {
  const rows = new Map<string, Record<string, number>>();
  for (const { id, hours } of points)
    for (const { at, admitted } of hours) {
      const values = rows.get(at) ?? { others: 0 };
      values[id] = admitted;
      if (!own.has(id)) values["others"] = (values["others"] ?? 0) + admitted;
      rows.set(at, values);
    }
  const hours = [...rows.keys()].toSorted();
  const labels = labelsOf(hours);
  const none = Object.fromEntries(points.map(({ id }) => [id, 0]));
  return hours.map((at, index) => ({ label: labels[index] ?? "", values: { ...none, ...rows.get(at) } }));
}
