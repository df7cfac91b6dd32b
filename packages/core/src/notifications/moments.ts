import type { Locale } from "@eventmaster/contract/locales";

/** How each language's dates are written; `en` as in Britain. */
const tags: Record<Locale, string> = { en: "en-GB", de: "de-DE", "zh-Hant": "zh-Hant-TW" };

/** "Saturday 14 March 2026" and "18:00 CET", each as its language writes it. */
export function momentIn(locale: Locale, at: Date, timeZone: string): { date: string; time: string } {
  const date = new Intl.DateTimeFormat(tags[locale], {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  return { date: date.format(at), time: clockIn(locale, at, timeZone) };
}

function clockIn(locale: Locale, at: Date, timeZone: string): string {
  const options = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const time = new Intl.DateTimeFormat(tags[locale], options).format(at);
  const zone = new Intl.DateTimeFormat(tags[locale], { ...options, timeZoneName: "short" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  return `${time} ${zone ?? ""}`.trim();
}

/** Whether two zones' clocks show the same at that instant. */
export function isSameClock(at: Date, timeZone: string, other: string): boolean {
  return offsetOf(at, timeZone) === offsetOf(at, other);
}

function offsetOf(at: Date, timeZone: string): string | undefined {
  return new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
}
