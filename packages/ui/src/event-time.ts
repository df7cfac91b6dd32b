import { dateFormat } from "@eventmaster/i18n/format";
import { clockIn, utcOffset } from "./time-zones.ts";

export type Moment = Date | string;

type Range = { startAt: Moment; endAt?: Moment | undefined; timeZone: string };

export type EventTimeText = {
  /** "Saturday, 14 March 2026", or both days when it ends on another. */
  date: string;
  /** "18:00 – 21:00"; where the clocks change in between, "01:00 CEST – 05:00". */
  time: string;
  /** "GMT+8" at the end of the event, so that daylight saving is right. */
  zone: string;
};

export function eventTimeText({ startAt, endAt = startAt, timeZone }: Range): EventTimeText {
  const start = new Date(startAt);
  const end = new Date(endAt);
  const format = (options: Intl.DateTimeFormatOptions) => dateFormat({ timeZone, ...options });
  const time = format({ timeStyle: "short" });
  // A party until two in the morning is still Saturday's.
  const isOneDay =
    dayKey(start, timeZone) === dayKey(end, timeZone) || endsInTheSmallHours(start, end, timeZone);
  const zones = [start, end].map((at) => zoneName(at, timeZone));
  // The clocks change in between: each of the two is told with its own.
  const from = zones[0] === zones[1] ? time.format(start) : `${time.format(start)} ${zones[0]}`;
  return {
    date: isOneDay
      ? format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(start)
      : format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }).formatRange(start, end),
    time: start.getTime() === end.getTime() ? time.format(start) : `${from} – ${time.format(end)}`,
    zone: zones[1] ?? "",
  };
}

/** The short name where there is one people use ("CET", "EST"), else the distance from UTC. */
function zoneName(at: Date, timeZone: string): string {
  const part = dateFormat({ timeZone, timeZoneName: "short" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName");
  return part?.value ?? utcOffset(timeZone, at);
}

/** Whether two zones show the same clock at that moment. */
export function isSameClock(at: Moment, zone: string, otherZone: string): boolean {
  const moment = new Date(at);
  return utcOffset(zone, moment) === utcOffset(otherZone, moment);
}

/** "2026-03-14" in the zone; for grouping a list by day. */
export function dayKey(at: Moment, timeZone: string): string {
  return clockIn(timeZone, new Date(at)).toISOString().slice(0, 10);
}

function endsInTheSmallHours(start: Date, end: Date, timeZone: string): boolean {
  const hour = clockIn(timeZone, end).getUTCHours();
  return hour < 6 && end.getTime() - start.getTime() < 14 * 3_600_000;
}
