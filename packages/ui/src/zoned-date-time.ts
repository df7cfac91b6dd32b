import {
  type CalendarDateTime,
  now,
  parseAbsolute,
  toCalendarDateTime,
  toZoned,
  type ZonedDateTime,
} from "@internationalized/date";

/** The instant as a wall-clock time in the zone; null when there is none or it is no date. */
export function toZonedValue(iso: string | null | undefined, timeZone: string): ZonedDateTime | null {
  if (!iso || Number.isNaN(Date.parse(iso))) return null;
  return parseAbsolute(iso, timeZone);
}

/** The instant as UTC ISO 8601 with Z, as the API speaks it. */
export function toUtcIso(value: ZonedDateTime | null): string | null {
  return value === null ? null : value.toAbsoluteString();
}

/** 18:00 stays 18:00 when an organizer corrects the zone: the same wall-clock time, another instant. */
export function keepWallTime(iso: string, fromZone: string, toZone: string): string {
  const wall = toZonedValue(iso, fromZone);
  return wall ? toZoned(toCalendarDateTime(wall), toZone).toAbsoluteString() : iso;
}

/** The next full hour: what an empty field starts from. */
export function nextFullHour(timeZone: string): ZonedDateTime {
  return now(timeZone).add({ hours: 1 }).set({ minute: 0, second: 0, millisecond: 0 });
}

/** The same time of day so many weeks later, also when clocks change in between. */
export function weeksLater(iso: string, timeZone: string, weeks: number): string {
  return toZonedValue(iso, timeZone)?.add({ weeks }).toAbsoluteString() ?? iso;
}

/**
 * Where the end goes when the start is moved. Within a day it is as long as before; what lasts longer ends at the same
 * time of day as before, also when clocks change meanwhile.
 */
export function endAtSameLength(
  before: { startAt: string; endAt: string },
  startAt: string,
  timeZone: string,
): string {
  const [start, end, moved] = [before.startAt, before.endAt, startAt].map((iso) =>
    toZonedValue(iso, timeZone),
  );
  if (!start || !end || !moved) return before.endAt;
  const milliseconds = end.toDate().getTime() - start.toDate().getTime();
  if (milliseconds < 24 * 3_600_000) return moved.add({ milliseconds }).toAbsoluteString();
  const wall = toCalendarDateTime(moved).add({ milliseconds: wallMs(end) - wallMs(start) });
  return toZoned(wall, timeZone).toAbsoluteString();
}

/** A clock's hands as a number, whatever its zone. */
function wallMs(value: ZonedDateTime): number {
  return value.toDate().getTime() + value.offset;
}

/** What is odd about a time of a day on which clocks change; its instants are UTC ISO 8601. */
export type ClockChange =
  /** The clocks were put forward over `missing`, which is to be read in UTC: somebody who typed it has a later time. */
  | { kind: "skipped"; missing: Date }
  /** The clocks show it once more; `other` is the other of the two. */
  | { kind: "twice"; isSecond: boolean; other: string };

export function clockChangeAt(value: ZonedDateTime): ClockChange | null {
  const { timeZone } = value;
  const wall = toCalendarDateTime(value);
  const first = toZoned(wall, timeZone, "earlier");
  const second = toZoned(wall, timeZone, "later");
  if (first.compare(second) !== 0) {
    const isSecond = value.compare(second) === 0;
    return { kind: "twice", isSecond, other: (isSecond ? first : second).toAbsoluteString() };
  }
  const forward = value.offset - value.subtract({ hours: 3 }).offset;
  const missing = wall.subtract({ milliseconds: forward });
  if (forward <= 0 || exists(missing, timeZone)) return null;
  return { kind: "skipped", missing: toZoned(missing, "UTC").toDate() };
}

function exists(wall: CalendarDateTime, timeZone: string): boolean {
  return toCalendarDateTime(toZoned(wall, timeZone)).compare(wall) === 0;
}
