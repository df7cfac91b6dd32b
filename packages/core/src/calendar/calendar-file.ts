import { TZDate } from "@date-fns/tz";
import ical, {
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import { tzlib_get_ical_block, tzlib_get_offset } from "timezones-ical-library";

export interface CalendarEntry {
  /** The same for as long as it is the same thing in a person's calendar. */
  id: string;
  /** Grows with every change: a calendar takes the entry with the larger one. */
  sequence: number;
  isCancelled: boolean;
  title: string;
  description: string;
  location: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  changedAt: Date;
  link: string;
  /** Whose ticket it is; absent where the entry is an event's own. */
  attendee?: { name: string; email: string };
}

interface CalendarFile {
  /** `request` puts an entry into the calendar of who got it by mail, `cancel` takes it out again, `publish` is for downloads and feeds. */
  method: "publish" | "request" | "cancel";
  /** What a calendar program calls a feed. */
  name?: string;
  /** Who answers for it: the address that mails come from. */
  organizer?: { name: string; email: string };
  entries: CalendarEntry[];
}

/** An iCalendar file (RFC 5545) with the definition of every time zone that it names. */
export function calendarFile({ method, name, organizer, entries }: CalendarFile): string {
  const calendar = ical({
    prodId: { company: "EventMaster", product: "EventMaster", language: "EN" },
    method:
      ICalCalendarMethod[method === "publish" ? "PUBLISH" : method === "request" ? "REQUEST" : "CANCEL"],
    ...(name === undefined ? {} : { name }),
    timezone: { name: null, generator: (zone) => definitionOf(zone)?.definition ?? null },
  });
  for (const entry of entries) {
    const zone = zoneOf(entry);
    const inZone = (at: Date) => (zone === null ? at : new TZDate(at, zone));
    calendar.createEvent({
      id: `${entry.id}@eventmaster`,
      sequence: entry.sequence,
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.OPAQUE,
      start: inZone(entry.startAt),
      end: inZone(entry.endAt),
      timezone: zone,
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      summary: entry.title,
      description: entry.description,
      location: entry.location,
      url: entry.link,
      ...(organizer ? { organizer } : {}),
      ...(entry.attendee
        ? { attendees: [{ ...entry.attendee, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }] }
        : {}),
    });
  }
  return calendar.toString();
}

/**
 * By what name the entry's times are written. Null, which is UTC, where that could be read as another instant: in the hour
 * that the clock shows twice, and in a zone whose rules the calendar's library and this machine know differently.
 */
function zoneOf({ startAt, endAt, timeZone }: CalendarEntry): string | null {
  const known = definitionOf(timeZone);
  if (!known || /^Etc\/(?:UTC|GMT)$/u.test(known.name)) return null;
  const isClear = [startAt, endAt].every(
    (at) => agrees(at, known.name) && !isShownTwice(at.getTime(), known.name),
  );
  return isClear ? known.name : null;
}

function agrees(at: Date, zone: string): boolean {
  const [date = "", time = ""] = new TZDate(at, zone).toISOString().split("T");
  return tzlib_get_offset(zone, date, time.slice(0, 5)) === time.slice(-6).replace(":", "");
}

function isShownTwice(at: number, zone: string): boolean {
  const offset = (instant: number) => new TZDate(instant, zone).getTimezoneOffset() * 60_000;
  const threeHours = 3 * 60 * 60 * 1000;
  return [at - threeHours, at + threeHours].some((near) => {
    const other = offset(near);
    // The instant at which the clock would show the same, were it by the offset before or after.
    return other !== offset(at) && offset(at + other - offset(at)) === other;
  });
}

/** A zone's VTIMEZONE, by its present name: `US/Eastern` is `America/New_York`. */
function definitionOf(timeZone: string): { name: string; definition: string } | null {
  const [definition = "", line = ""] = tzlib_get_ical_block(timeZone) || [];
  const name = line.replace(/^TZID=/u, "");
  return definition === "" || name === "" ? null : { name, definition };
}
