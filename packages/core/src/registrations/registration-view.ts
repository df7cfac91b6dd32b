import type {
  Attendee,
  Registration,
  RegistrationSource,
  RegistrationStatus,
  Ticket,
} from "@eventmaster/contract/registrations";
import type { EventStatus } from "@eventmaster/contract/events";

interface Row {
  id: string;
  eventId: string;
  eventTitle: string;
  eventStartAt: Date;
  userId: string;
  status: RegistrationStatus;
  createdAt: Date;
}

/** The fields of every view of a registration; the ticket code only where its holder looks. */
function fieldsOf(row: Row) {
  return {
    id: row.id,
    eventId: row.eventId,
    eventTitle: row.eventTitle,
    eventStartAt: row.eventStartAt.toISOString(),
    userId: row.userId,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
  };
}

export function showRegistration(row: Row & { qrCode: string }): Registration {
  return { ...fieldsOf(row), qrCode: row.qrCode };
}

interface TicketRow extends Row {
  qrCode: string;
  holderName: string;
  eventEndAt: Date;
  eventTimeZone: string;
  eventLocation: string;
  eventCategory: string;
  eventStatus: EventStatus;
}

export function showTicket(row: TicketRow): Ticket {
  return {
    ...showRegistration(row),
    holderName: row.holderName,
    eventEndAt: row.eventEndAt.toISOString(),
    eventTimeZone: row.eventTimeZone,
    eventLocation: row.eventLocation,
    eventCategory: row.eventCategory,
    eventStatus: row.eventStatus,
  };
}

export interface AttendeeRow extends Row {
  source: RegistrationSource;
  userDisplayName: string;
  userEmail: string;
  checkedInAt: Date | null;
}

export function showAttendee(row: AttendeeRow): Attendee {
  return {
    ...fieldsOf(row),
    source: row.source,
    userDisplayName: row.userDisplayName,
    userEmail: row.userEmail,
    checkedInAt: row.checkedInAt?.toISOString() ?? null,
  };
}
