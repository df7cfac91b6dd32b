/** One line, area or row of bars of a chart; `key` names its value in each row. */
export interface Series {
  key: string;
  label: string;
  shape: "bars" | "area" | "line";
  colour: string;
}

/** One step of a chart: its label, and a value for each series. */
export interface ChartRow {
  label: string;
  values: Record<string, number>;
}

/** Told apart in both themes, and by more than hue: lightness differs from one to the next. */
export const colours = [
  "var(--color-accent)",
  "var(--color-positive)",
  "var(--color-caution)",
  "var(--color-negative)",
  "var(--color-line-strong)",
] as const;

export function colourOf(index: number): string {
  return colours[index % colours.length] ?? colours[0];
}
