import { useLocale, useText } from "@eventmaster/i18n/locale";
import { dateFormat } from "@eventmaster/i18n/format";
import { classNames } from "./class-names.ts";
import { eventTimeText, isSameClock, type Moment } from "./event-time.ts";
import { uiText } from "./text.ts";
import { cityOf, viewerTimeZone } from "./time-zones.ts";

export { dayKey, eventTimeText } from "./event-time.ts";

type EventDateProps = {
  startAt: Moment;
  endAt?: Moment | undefined;
  /** The event's IANA zone. */
  timeZone: string;
  className?: string | undefined;
};

/**
 * Day and hours where the event is; for a viewer whose clock differs, their own hours below.
 * `isLarge` for the event's page and the ticket.
 */
export function EventDate({
  startAt,
  endAt,
  timeZone,
  isLarge,
  className,
}: EventDateProps & { isLarge?: boolean }) {
  const t = useText(uiText);
  const there = eventTimeText({ startAt, endAt, timeZone });
  const viewerZone = viewerTimeZone();
  const isAway = !isSameClock(startAt, timeZone, viewerZone);
  const here = isAway ? eventTimeText({ startAt, endAt, timeZone: viewerZone }) : null;
  return (
    <span className={classNames("block", className)}>
      <time dateTime={new Date(startAt).toISOString()} className="block">
        <span className={classNames("block font-semibold", isLarge && "text-xl leading-snug font-bold")}>
          {there.date}
        </span>
        <span className={classNames("block tabular-nums", isLarge ? "text-lg" : "text-ink-muted")}>
          {there.time} <span className="text-ink-muted">{there.zone}</span>
        </span>
      </time>
      {here && (
        <span className="mt-0.5 block text-sm text-ink-muted tabular-nums">
          {t.whereYouAre(
            here.date === there.date ? here.time : `${here.date}, ${here.time}`,
            cityOf(viewerZone),
          )}
        </span>
      )}
    </span>
  );
}

/** One line for a list: "18:00 – 21:00 GMT+8". */
export function EventHours({ startAt, endAt, timeZone, className }: EventDateProps) {
  useLocale();
  const { time, zone } = eventTimeText({ startAt, endAt, timeZone });
  return (
    <time dateTime={new Date(startAt).toISOString()} className={classNames("tabular-nums", className)}>
      {time} {zone}
    </time>
  );
}

/** Day over month, as in the margin of a programme. */
export function EventDateBlock({ startAt, timeZone, className }: Omit<EventDateProps, "endAt">) {
  useLocale();
  const at = new Date(startAt);
  const part = (options: Intl.DateTimeFormatOptions) => dateFormat({ timeZone, ...options }).format(at);
  // Chinese writes "24日", which is too wide for the margin.
  const day = dateFormat({ timeZone, day: "numeric" })
    .formatToParts(at)
    .find(({ type }) => type === "day");
  return (
    <time
      dateTime={at.toISOString()}
      className={classNames("flex w-16 shrink-0 flex-col items-start leading-none", className)}
    >
      <span className="text-sm font-semibold text-ink-muted">{part({ weekday: "short" })}</span>
      <span className="display-type mt-0.5 text-5xl tabular-nums">{day?.value}</span>
      <span className="mt-1 text-sm font-bold text-accent">{part({ month: "short" })}</span>
    </time>
  );
}

/** Any other moment, in the viewer's zone unless one is given: "14 Mar 2026, 18:42". */
export function Instant({
  at,
  timeZone,
  hasSeconds,
  only,
  className,
}: {
  at: Moment;
  timeZone?: string | undefined;
  hasSeconds?: boolean | undefined;
  only?: "date" | "time" | undefined;
  className?: string | undefined;
}) {
  useLocale();
  const moment = new Date(at);
  const text = dateFormat({
    ...(timeZone ? { timeZone } : {}),
    ...(only === "time" ? {} : { dateStyle: "medium" }),
    ...(only === "date" ? {} : { timeStyle: hasSeconds ? "medium" : "short" }),
  }).format(moment);
  return (
    <time dateTime={moment.toISOString()} className={classNames("tabular-nums", className)}>
      {text}
    </time>
  );
}
