import type { Event } from "@eventmaster/contract/events";
import type { EventReport as Report } from "@eventmaster/contract/reports";
import { dateFormat, formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Figure } from "@eventmaster/ui/card";
import { Section } from "@eventmaster/ui/page";
import { trpc } from "../../lib/trpc.ts";
import { checkInText } from "../check-in/text.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { colourOf, colours, type Series } from "./chart-parts.ts";
import { eventReportInput } from "./event-report-input.ts";
import { busiestOf, pointRows } from "./point-rows.ts";
import { stepTexts } from "./step-texts.ts";
import { TallyTable } from "./tally-table.tsx";
import { reportsText } from "./text.ts";
import { useLiveCounts } from "./use-live-counts.ts";

/** How the event is doing: who is registered, who came when and where, and what they answered. */
export function EventReport({ event }: { event: Event }) {
  const t = useText(reportsText);
  const [report] = trpc.reports.event.useSuspenseQuery(eventReportInput(event.id), {
    refetchInterval: 60_000,
  });
  return (
    <>
      <Figures event={event} report={report} />
      <Arrivals report={report} />
      {report.points.length > 1 && <ByPoint report={report} />}
      <Registrations report={report} />
      {report.questions.length > 0 && <Answers report={report} />}
      {report.registered + report.cancelled > 0 && (
        <Section title={t.sources}>
          <TallyTable
            label={t.sources}
            valueLabel={t.source}
            tally={report.sources.map(({ source, count }) => ({ value: t.sourceNames[source], count }))}
          />
        </Section>
      )}
      {report.scans.length > 0 && <Outcomes report={report} />}
    </>
  );
}

function Figures({ event, report }: { event: Event; report: Report }) {
  const t = useText(reportsText);
  const { counts, isLive } = useLiveCounts(event);
  const registered = counts?.registered ?? report.registered;
  const admitted = counts?.admitted ?? report.admitted;
  const capacity = counts?.capacity ?? report.capacity;
  const offered = counts?.offered ?? report.offered;
  const left = Math.max(0, capacity - registered - offered);
  return (
    <>
      <div className="grid grid-cols-2 gap-x-6 gap-y-8 sm:grid-cols-3 lg:grid-cols-4">
        <Figure label={t.registered} value={formatNumber(registered)} note={t.ofSeats(capacity)} />
        <Figure
          label={t.admitted}
          value={formatNumber(admitted)}
          note={registered === 0 ? undefined : t.ofRegistered(percent(admitted / registered))}
        />
        {report.noShows === null ? (
          <Figure
            label={t.seatsLeft}
            value={formatNumber(left)}
            note={offered > 0 ? t.offered(offered) : left === 0 ? t.full : undefined}
          />
        ) : (
          <Figure
            label={t.noShows}
            value={formatNumber(report.noShows)}
            note={
              report.registered === 0
                ? undefined
                : t.ofRegistered(percent(report.noShows / report.registered))
            }
          />
        )}
        {counts && counts.admitted > 0 && report.noShows === null ? (
          <Figure label={t.inside} value={formatNumber(counts.inside)} />
        ) : (
          <Figure label={t.waiting} value={formatNumber(report.waiting)} />
        )}
      </div>
      <p aria-live="off" className="mt-4 flex h-5 items-center gap-2 text-sm text-ink-muted">
        {isLive && (
          <>
            <span aria-hidden className="size-2 rounded-full bg-positive" />
            {t.live}
          </>
        )}
      </p>
    </>
  );
}

function percent(share: number): string {
  return formatNumber(share, { style: "percent", maximumFractionDigits: 0 });
}

function Arrivals({ report }: { report: Report }) {
  const t = useText(reportsText);
  const isByDay = report.stepMinutes === 1440;
  const labels = stepTexts(
    report.arrivals.map(({ at }) => at),
    report.timeZone,
    isByDay,
  );
  return (
    <ChartFigure
      title={t.arrivals}
      note={isByDay ? t.arrivalsByDay : t.arrivalsNote(report.stepMinutes)}
      stepLabel={t.time}
      empty={t.noArrivals}
      rows={report.arrivals.map(({ admitted, total }, index) => ({
        label: labels[index] ?? "",
        values: { total, admitted },
      }))}
      series={[
        { key: "total", label: t.arrivedInAll, shape: "area", colour: colourOf(0) },
        { key: "admitted", label: t.arrivedThen, shape: "bars", colour: colourOf(1) },
      ]}
    />
  );
}

/** The chart has as many colours as can be told apart: the busiest points, and the others together. Its table has them all. */
function ByPoint({ report }: { report: Report }) {
  const t = useText(reportsText);
  const { points, timeZone } = report;
  const isByDay = report.stepMinutes === 1440;
  const own = busiestOf(points, colours.length);
  const rows = pointRows(points, own, (hours) => stepTexts(hours, timeZone, isByDay));
  const series = points.map(({ id, name }): Series => ({
    key: id,
    label: name,
    shape: "bars",
    colour: colourOf(0),
  }));
  const drawn = series
    .filter(({ key }) => own.has(key))
    .map((one, index) => ({ ...one, colour: colourOf(index) }));
  if (own.size < points.length)
    drawn.push({
      key: "others",
      label: t.otherPoints(points.length - own.size),
      shape: "bars",
      colour: colourOf(colours.length - 1),
    });
  return (
    <>
      <ChartFigure
        title={isByDay ? t.byPointAndDay : t.byPoint}
        stepLabel={t.time}
        isStacked
        empty={t.noArrivals}
        rows={rows}
        series={series}
        drawn={drawn}
      />
      {points.some(({ admitted }) => admitted > 0) && (
        <div className="mt-2">
          <TallyTable
            label={t.byPointInAll}
            valueLabel={t.point}
            tally={points
              .toSorted((one, other) => other.admitted - one.admitted)
              .map(({ id, name, admitted }) => ({ key: id, value: name, count: admitted }))}
            most={8}
          />
        </div>
      )}
    </>
  );
}

function Registrations({ report }: { report: Report }) {
  const t = useText(reportsText);
  const { timeZone } = report;
  const format =
    report.registrationUnit === "month"
      ? dateFormat({ timeZone, month: "short", year: "numeric" })
      : dateFormat({ timeZone, day: "numeric", month: "short", year: "2-digit" });
  return (
    <ChartFigure
      title={t.registrations}
      note={t.registrationsNote}
      stepLabel={t.time}
      empty={t.noRegistrations}
      rows={report.registrations.map(({ at, total, registered, cancelled }) => ({
        label: format.format(new Date(at)),
        values: { total, registered, cancelled },
      }))}
      series={[
        { key: "total", label: t.inAll, shape: "area", colour: colourOf(0) },
        { key: "registered", label: t.newOnes, shape: "bars", colour: colourOf(1) },
        { key: "cancelled", label: t.cancelled, shape: "bars", colour: colourOf(3) },
      ]}
    />
  );
}

function Answers({ report }: { report: Report }) {
  const t = useText(reportsText);
  return (
    <Section title={t.answers}>
      <div className="flex flex-col gap-8">
        {report.questions.map((question) => (
          <div key={question.id}>
            <h3 className="text-lg font-bold">{question.label}</h3>
            <p className="mb-2 text-sm text-ink-muted">
              {t.answered(question.answered)}
              {question.isRemoved && ` · ${t.notAskedAnyMore}`}
              {question.kind === "text" && question.tally.length > 0 && ` · ${t.frequent}`}
            </p>
            {question.tally.length > 0 && (
              <TallyTable
                label={question.label}
                valueLabel={t.answer}
                tally={question.tally.map(({ value, count }) => ({
                  value: question.kind === "checkbox" ? (value === "true" ? t.yes : t.no) : value,
                  count,
                }))}
              />
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}

function Outcomes({ report }: { report: Report }) {
  const t = useText(reportsText);
  const { verdicts } = useText(checkInText);
  return (
    <Section title={t.outcomes}>
      <TallyTable
        label={t.outcomes}
        valueLabel={t.outcome}
        tally={report.scans.map(({ verdict, count }) => ({ value: verdicts[verdict], count }))}
      />
    </Section>
  );
}
