const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the zone shows at that moment, to the second, as if it were UTC: to be read with `getUTCHours()` and the like. */
export function clockIn(timeZone: string, at: Date): Date {
  // One format for each zone: to make one is slow, and a list asks for each of its rows.
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  clocks.set(timeZone, clock);
  const shown = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  return new Date(
    Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")),
  );
}

/** "UTC+8", "UTC−3:30", "UTC". */
export function utcOffset(timeZone: string, at: Date): string {
  const ahead = Math.round((clockIn(timeZone, at).getTime() - at.getTime()) / 60_000);
  if (ahead === 0) return "UTC";
  const minutes = Math.abs(ahead) % 60;
  const hours = (Math.abs(ahead) - minutes) / 60;
  return `UTC${ahead < 0 ? "−" : "+"}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
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
