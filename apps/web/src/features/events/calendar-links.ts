import type { Event } from "@eventmaster/contract/events";
import { compactInstant } from "./calendar-file.ts";

type Dated = Pick<Event, "title" | "description" | "location" | "startAt" | "endAt">;

/** Where calendars on the web take an event from. */
export function calendarLinks(event: Dated, page: string): { google: string; outlook: string } {
  const details = `${event.description.slice(0, 500)}\n\n${page}`;
  const google = new URLSearchParams({
    action: "TEMPLATE",
    text: event.title,
    dates: `${compactInstant(event.startAt)}/${compactInstant(event.endAt)}`,
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
  };
}
