import type { events } from "@eventmaster/db/schema/events";
import type { registrations } from "@eventmaster/db/schema/registrations";
import type { CalendarEntry } from "./calendar-file.ts";

type EventRow = typeof events.$inferSelect;

interface Held {
  registration: Pick<
    typeof registrations.$inferSelect,
    "id" | "generation" | "restoredCount" | "status" | "createdAt" | "cancelledAt"
  >;
  event: Pick<
    EventRow,
    | "title"
    | "description"
    | "location"
    | "startAt"
    | "endAt"
    | "timeZone"
    | "version"
    | "status"
    | "updatedAt"
  >;
}

/** A ticket in its holder's calendar: the same entry in mails, downloads and the feed. */
export function ticketEntry(
  { registration, event }: Held,
  publicUrl: string,
  attendee?: { name: string; email: string },
): CalendarEntry {
  const link = `${publicUrl}/tickets/${registration.id}`;
  const isCancelled = registration.status === "cancelled" || event.status === "cancelled";
  const changes = [event.updatedAt, registration.createdAt, registration.cancelledAt];
  return {
    id: registration.id,
    // Grows with every edit of the event, with a cancellation, and again with what undoes it or a new ticket after it.
    sequence:
      event.version +
      2 * (registration.generation - 1 + registration.restoredCount) +
      (registration.status === "cancelled" ? 1 : 0),
    isCancelled,
    title: event.title,
    description: `${link}\n\n${event.description}`,
    location: event.location,
    startAt: event.startAt,
    endAt: event.endAt,
    timeZone: event.timeZone,
    changedAt: new Date(Math.max(...changes.map((at) => at?.getTime() ?? 0))),
    link,
    ...(attendee ? { attendee } : {}),
  };
}
