import type { PlatformReport } from "@eventmaster/contract/reports";
import { dateFormat, formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Figure } from "@eventmaster/ui/card";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Page, Section } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { uiText } from "@eventmaster/ui/text";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ChartColumn } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { colourOf } from "./chart-parts.ts";
import { periods } from "./analytics-search.ts";
import { reportsText } from "./text.ts";

const route = getRouteApi("/admin/analytics");

/** How the organization's events are doing: people, seats, and who came. */
export function AnalyticsPage() {
  const t = useText(reportsText);
  const { days = "90" } = route.useSearch();
  const { input } = route.useLoaderData();
  const navigate = route.useNavigate();
  const [report] = trpc.reports.platform.useSuspenseQuery(input);
  return (
    <Page
      title={t.title}
      subtitle={t.subtitle}
      actions={
        <Select
          label={t.period}
          isLabelHidden
          className="w-52"
          options={periods.map((value) => ({ value, label: t.periods[value] }))}
          value={days}
          onChange={(days) => void navigate({ search: { days }, replace: true, resetScroll: false })}
        />
      }
    >
      <Totals totals={report.totals} />
      {isQuiet(report) ? (
        <EmptyState icon={ChartColumn} title={t.nothingYet} className="mt-10">
          {t.nothingYetNext}
        </EmptyState>
      ) : (
        <>
          <OverTime report={report} />
          <Categories report={report} />
          <TopEvents report={report} />
        </>
      )}
    </Page>
  );
}

/** Four empty frames would say the same four times. */
function isQuiet({ overTime, topEvents }: PlatformReport): boolean {
  return (
    topEvents.length === 0 &&
    overTime.every(
      ({ registrations, cancellations, admissions, events }) =>
        registrations + cancellations + admissions + events === 0,
    )
  );
}

function shareText(share: number | null): string {
  return share === null ? "—" : formatNumber(share, { style: "percent", maximumFractionDigits: 0 });
}

function Totals({ totals }: { totals: PlatformReport["totals"] }) {
  const t = useText(reportsText);
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-4">
      <Figure
        label={t.registrationsMade}
        value={formatNumber(totals.registrations)}
        note={t.cancellations(totals.cancellations)}
      />
      <Figure
        label={t.fillRate}
        value={shareText(totals.fillRate)}
        note={t.fillNote(totals.registered, totals.seats)}
      />
      <Figure label={t.noShowRate} value={shareText(totals.noShowRate)} note={t.noShowNote} />
      <Figure label={t.people} value={formatNumber(totals.people)} note={t.newPeople(totals.newPeople)} />
    </div>
  );
}

function OverTime({ report }: { report: PlatformReport }) {
  const t = useText(reportsText);
  const { timeZone, unit } = report;
  const format =
    unit === "month"
      ? dateFormat({ timeZone, month: "short", year: "numeric" })
      : dateFormat({ timeZone, day: "numeric", month: "short", year: "2-digit" });
  const rows = report.overTime.map((step) => ({ ...step, label: format.format(new Date(step.at)) }));
  return (
    <>
      <ChartFigure
        title={`${t.registrations}: ${t.overTime}`}
        note={t.overTimeNote}
        stepLabel={t.time}
        rows={rows.map(({ label, registrations, cancellations, admissions }) => ({
          label,
          values: { registrations, cancellations, admissions },
        }))}
        series={[
          { key: "registrations", label: t.registrationsMade, shape: "bars", colour: colourOf(0) },
          { key: "admissions", label: t.admissions, shape: "bars", colour: colourOf(1) },
          { key: "cancellations", label: t.cancellationsMade, shape: "bars", colour: colourOf(3) },
        ]}
      />
      <ChartFigure
        title={t.eventsStarted}
        stepLabel={t.time}
        rows={rows.map(({ label, events }) => ({ label, values: { events } }))}
        series={[{ key: "events", label: t.events, shape: "bars", colour: colourOf(0) }]}
      />
    </>
  );
}

function Categories({ report }: { report: PlatformReport }) {
  const t = useText(reportsText);
  const names: Record<string, string> = useText(uiText).categories;
  return (
    <ChartFigure
      title={t.byCategory}
      note={t.categoryNote}
      stepLabel={t.category}
      isShare
      rows={report.categories.map(({ category, fillRate, noShowRate }) => ({
        label: names[category] ?? category,
        values: { fillRate: fillRate ?? 0, noShowRate: noShowRate ?? 0 },
      }))}
      series={[
        { key: "fillRate", label: t.fillRate, shape: "bars", colour: colourOf(0) },
        { key: "noShowRate", label: t.noShowRate, shape: "bars", colour: colourOf(3) },
      ]}
    />
  );
}

type TopEvent = PlatformReport["topEvents"][number];

function TopEvents({ report }: { report: PlatformReport }) {
  const t = useText(reportsText);
  const columns: Column<TopEvent>[] = [
    {
      id: "event",
      header: t.event,
      isRowHeader: true,
      cell: (row) => (
        <Link
          to="/manage/$eventId"
          params={{ eventId: row.id }}
          className="block max-w-md min-w-40 wrap-anywhere text-accent underline underline-offset-3"
        >
          {row.title}
        </Link>
      ),
    },
    {
      id: "starts",
      header: t.starts,
      cell: (row) => <Instant at={row.startAt} timeZone={row.timeZone} only="date" />,
    },
    { id: "registered", header: t.registered, align: "end", cell: (row) => formatNumber(row.registered) },
    { id: "seats", header: t.seats, align: "end", cell: (row) => formatNumber(row.seats) },
    { id: "fill", header: t.fillRate, align: "end", cell: (row) => shareText(row.fillRate) },
    { id: "noShow", header: t.noShowRate, align: "end", cell: (row) => shareText(row.noShowRate) },
  ];
  return (
    <Section title={t.topEvents}>
      <Table
        label={t.topEvents}
        columns={columns}
        rows={report.topEvents}
        rowKey={(row) => row.id}
        empty={<p className="text-ink-muted">{t.nothingYet}</p>}
      />
    </Section>
  );
}
