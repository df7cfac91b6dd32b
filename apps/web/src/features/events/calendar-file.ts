interface Dated {
  id: string;
  title: string;
  location: string;
  startAt: string;
  endAt: string;
}

/** The event as an iCalendar file (RFC 5545), made here: it needs no server, and a ticket without a network has it too. */
export function calendarFile(event: Dated, page: string, now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//EventMaster//Web//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${event.id}@eventmaster`,
    `DTSTAMP:${compactInstant(now.toISOString())}`,
    `DTSTART:${compactInstant(event.startAt)}`,
    `DTEND:${compactInstant(event.endAt)}`,
    `SUMMARY:${escapeText(event.title)}`,
    `LOCATION:${escapeText(event.location)}`,
    `DESCRIPTION:${escapeText(page)}`,
    `URL:${page}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.flatMap(fold).join("\r\n")}\r\n`;
}

/** For a link with `download`. */
export function calendarFileLink(event: Dated): string {
  const page = new URL(`/events/${event.id}`, window.location.origin).href;
  return `data:text/calendar;charset=utf-8,${encodeURIComponent(calendarFile(event, page, new Date()))}`;
}

/** `2026-03-14T17:00:00.000Z` as `20260314T170000Z`. */
export function compactInstant(instant: string): string {
  return instant.replaceAll(/[-:]|\.\d+/gu, "");
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/gu, String.raw`\$&`).replaceAll(/\r\n|\r|\n/gu, String.raw`\n`);
}

/** Lines of at most 75 bytes; what goes on begins with a space. No character is cut in two. */
function fold(line: string): string[] {
  const encoder = new TextEncoder();
  const lines = [""];
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > 75) {
      lines.push(" ");
      bytes = 1;
    }
    lines[lines.length - 1] += character;
    bytes += size;
  }
  return lines;
}
