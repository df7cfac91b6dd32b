import type { Event } from "@eventmaster/contract/events";

type Dated = Pick<Event, "id" | "title" | "description" | "location" | "startAt" | "endAt">;

/** Where calendars on the web take an event from, and the file that all others read. */
export function calendarLinks(event: Dated, page: string): { google: string; outlook: string; file: string } {
  const details = `${event.description.slice(0, 500)}\n\n${page}`;
  const google = new URLSearchParams({
    action: "TEMPLATE",
    text: event.title,
    dates: `${compact(event.startAt)}/${compact(event.endAt)}`,
    details,
    location: event.location,
  });
  const outlook = new URLSearchParams({
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: event.title,
    startdt: event.startAt,
    enddt: event.endAt,
    body: details,
    location: event.location,
  });
  return {
    google: `https://calendar.google.com/calendar/render?${google}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`,
    file: `/api/v1/events/${event.id}/calendar.ics`,
  };
}

/** `2026-03-14T17:00:00.000Z` as `20260314T170000Z`. */
function compact(instant: string): string {
  return instant.replaceAll(/[-:]|\.\d+/gu, "");
}
