import type { Locale } from "@eventmaster/contract/locales";

interface TicketTexts {
  ticket: string;
  when: string;
  where: string;
  holder: string;
  number: string;
  hint: string;
  /** What the picture of the code is, for those who do not see it. */
  code: string;
  /** The language's dates as they are written there. */
  dates: string;
}

/** What stands on a ticket beside what its event and its holder are called. */
export const ticketTexts: Record<Locale, TicketTexts> = {
  en: {
    ticket: "Ticket",
    when: "Date and time",
    where: "Place",
    holder: "Ticket of",
    number: "Ticket number",
    hint: "Show this code at the entrance.",
    code: "QR code of this ticket",
    dates: "en-GB",
  },
  de: {
    ticket: "Ticket",
    when: "Datum und Uhrzeit",
    where: "Ort",
    holder: "Ticket für",
    number: "Ticketnummer",
    hint: "Zeigen Sie diesen Code am Eingang.",
    code: "QR-Code dieses Tickets",
    dates: "de-DE",
  },
  "zh-Hant": {
    ticket: "門票",
    when: "日期與時間",
    where: "地點",
    holder: "持票人",
    number: "票號",
    hint: "請在入口出示此條碼。",
    code: "此門票的 QR 碼",
    dates: "zh-Hant-TW",
  },
};

/** "Saturday 14 March 2026, 18:00 – 21:00 CET": in the event's own zone, each time by the offset that holds then. */
export function eventTimeText(
  event: { eventStartAt: string; eventEndAt: string; eventTimeZone: string },
  locale: Locale,
): string[] {
  const { dates } = ticketTexts[locale];
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dates, { timeZone: event.eventTimeZone, ...options });
  const start = new Date(event.eventStartAt);
  const end = new Date(event.eventEndAt);
  const day = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const zoneAt = (at: Date) =>
    format({ timeZoneName: "short" })
      .formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value ?? "";
  const times = (at: Date) => `${time.format(at)} ${zoneAt(at)}`.trim();
  if (day.format(start) === day.format(end)) {
    const from = zoneAt(start) === zoneAt(end) ? time.format(start) : times(start);
    return [day.format(start), `${from} – ${times(end)}`];
  }
  return [`${day.format(start)}, ${times(start)} –`, `${day.format(end)}, ${times(end)}`];
}
