/** "UTC+8", "UTC−3:30", "UTC". */
export function utcOffset(timeZone: string, at: Date): string {
  const name = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  // "GMT", "GMT+08:00", "GMT-03:30"; some engines write the first as "GMT+00:00".
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name ?? "") ?? [];
  if (sign === undefined || (hours === "00" && minutes === "00")) return "UTC";
  return `UTC${sign === "-" ? "−" : "+"}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
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
