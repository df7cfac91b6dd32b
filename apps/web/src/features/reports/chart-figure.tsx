import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Skeleton } from "@eventmaster/ui/skeleton";
import { type Column, Table } from "@eventmaster/ui/table";
import { ChevronDown } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import type { ChartRow, Series } from "./chart-parts.ts";
import { reportsText } from "./text.ts";

const SeriesChart = lazy(async () => ({ default: (await import("./series-chart.tsx")).SeriesChart }));

/** A chart for the eye, and its numbers in a table for everybody: printed, read aloud, copied. */
export function ChartFigure({
  title,
  note,
  rows,
  series,
  drawn = series,
  stepLabel,
  isStacked,
  isShare,
  empty,
}: {
  title: string;
  note?: ReactNode;
  rows: readonly ChartRow[];
  series: readonly Series[];
  /** What the chart and its legend show of them, where that is not the same. */
  drawn?: readonly Series[];
  /** What a row is: "Time", "Category". */
  stepLabel: string;
  isStacked?: boolean | undefined;
  isShare?: boolean | undefined;
  /** Instead of the chart where there is nothing to draw. */
  empty?: string | undefined;
}) {
  const t = useText(reportsText);
  const isEmpty = rows.every(({ values }) => Object.values(values).every((n) => n === 0));
  const text = (value: number | undefined) =>
    value === undefined
      ? "—"
      : isShare
        ? formatNumber(value, { style: "percent", maximumFractionDigits: 1 })
        : formatNumber(value);
  const columns: Column<ChartRow>[] = [
    { id: "label", header: stepLabel, isRowHeader: true, cell: (row) => row.label },
    ...series.map(({ key, label }): Column<ChartRow> => ({
      id: key,
      header: label,
      align: "end",
      cell: (row) => text(row.values[key]),
    })),
  ];
  return (
    <section className="mt-10 border-t-2 border-ink pt-4">
      <h2 className="text-xl font-bold">{title}</h2>
      {note && <p className="mt-1 max-w-prose text-ink-muted">{note}</p>}
      {isEmpty ? (
        <p className="mt-4 rounded-card border border-dashed border-line-strong/60 px-5 py-8 text-center text-ink-muted">
          {empty ?? t.nothingYet}
        </p>
      ) : (
        <>
          {drawn.length > 1 && (
            <ul aria-hidden className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
              {drawn.map(({ key, label, colour }) => (
                <li key={key} className="inline-flex min-w-0 items-center gap-2">
                  <span className="size-3 shrink-0 rounded-sm" style={{ background: colour }} />
                  <span className="min-w-0 wrap-anywhere">{label}</span>
                </li>
              ))}
            </ul>
          )}
          <div role="img" aria-label={t.chartOf(title)} className="mt-3 h-64 w-full print:hidden">
            <Suspense fallback={<Skeleton className="h-full w-full" />}>
              <SeriesChart rows={rows} series={drawn} isStacked={isStacked} isShare={isShare} />
            </Suspense>
          </div>
          <details className="group mt-2">
            <summary className="flex min-h-11 w-fit cursor-pointer list-none items-center gap-2 text-sm font-semibold [&::-webkit-details-marker]:hidden">
              <ChevronDown aria-hidden className="size-4.5 transition-transform group-open:rotate-180" />
              {t.asTable}
            </summary>
            <Table
              label={t.tableOf(title)}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.label}
              className="mt-1 max-h-96"
            />
          </details>
        </>
      )}
    </section>
  );
}
