import { now, parseAbsolute, toCalendarDateTime, toZoned, type ZonedDateTime } from "@internationalized/date";

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
