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

/** "UTC+8", "UTC−3:30", "UTC". */
export function utcOffset(timeZone: string, at: Date): string {
  const minutes = Math.round(parseAbsolute(at.toISOString(), timeZone).offset / 60_000);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** "Asia/Kuala_Lumpur" → "Kuala Lumpur". */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

export function viewerTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function timeZoneOptions(at: Date): { value: string; label: string }[] {
  // Engines list only canonical zones, without "UTC", and not always the one they themselves run in.
  const zones = new Set(["UTC", viewerTimeZone(), ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].toSorted().map((zone) => ({
    value: zone,
    label: `${zone.replaceAll("_", " ")} (${utcOffset(zone, at)})`,
  }));
}
