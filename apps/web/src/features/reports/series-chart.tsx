import { formatNumber } from "@eventmaster/i18n/format";
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { ChartRow, Series } from "./chart-parts.ts";

/** The drawing library is large: this module is a chunk of its own, asked for by pages with charts. */
export function SeriesChart({
  rows,
  series,
  isStacked,
  isShare,
}: {
  rows: readonly ChartRow[];
  series: readonly Series[];
  /** Bars of one step stand on each other. */
  isStacked?: boolean | undefined;
  /** Values are parts of 1. */
  isShare?: boolean | undefined;
}) {
  const text = (value: number) =>
    isShare ? formatNumber(value, { style: "percent", maximumFractionDigits: 0 }) : formatNumber(value);
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 260 }}>
      <ComposedChart
        data={rows.map(({ label, values }) => ({ label, ...values }))}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="label"
          tickLine={false}
          axisLine={{ stroke: "var(--color-line-strong)" }}
          tick={{ fill: "var(--color-ink-muted)", fontSize: 12 }}
          minTickGap={24}
        />
        <YAxis
          width={48}
          tickLine={false}
          axisLine={false}
          allowDecimals={Boolean(isShare)}
          tick={{ fill: "var(--color-ink-muted)", fontSize: 12 }}
          tickFormatter={text}
          {...(isShare ? { domain: [0, 1] as const } : {})}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--color-sunken)", stroke: "var(--color-line-strong)" }}
          contentStyle={{
            background: "var(--color-raised)",
            border: "1px solid var(--color-line-strong)",
            borderRadius: "0.5rem",
            color: "var(--color-ink)",
            fontSize: "0.875rem",
          }}
          itemStyle={{ color: "var(--color-ink)" }}
          formatter={(value) => text(Number(value))}
        />
        {series.map(({ key, label, shape, colour }) => {
          const common = { dataKey: key, name: label, isAnimationActive: false };
          if (shape === "bars")
            return (
              <Bar
                key={key}
                {...common}
                fill={colour}
                maxBarSize={36}
                radius={isStacked ? 0 : [3, 3, 0, 0]}
                {...(isStacked ? { stackId: "all" } : {})}
              />
            );
          if (shape === "area")
            return (
              <Area
                key={key}
                {...common}
                type="stepAfter"
                stroke={colour}
                strokeWidth={2}
                fill={colour}
                fillOpacity={0.14}
              />
            );
          return <Line key={key} {...common} type="linear" stroke={colour} strokeWidth={2} dot={false} />;
        })}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
