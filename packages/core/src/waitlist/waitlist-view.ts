import type { WaitingPerson, WaitlistEntry } from "@eventmaster/contract/waitlist";
import { events } from "@eventmaster/db/schema/events";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { sql } from "drizzle-orm";

/** What a query selects to show an entry: join `events`. */
export const entryColumns = {
  id: waitlistEntries.id,
  eventId: waitlistEntries.eventId,
  eventTitle: events.title,
  eventStartAt: events.startAt,
  status: waitlistEntries.status,
  joinedAt: waitlistEntries.joinedAt,
  offerExpiresAt: waitlistEntries.offerExpiresAt,
  before: sql<number>`(
    select count(*)::int from ${waitlistEntries} ahead
    where ahead.event_id = ${waitlistEntries.eventId} and ahead.status = 'waiting'
      and (ahead.joined_at, ahead.id) < (${waitlistEntries.joinedAt}, ${waitlistEntries.id})
  )`,
};

/** The same for organizers: join `users` on the person too. */
export const waitingPersonColumns = {
  ...entryColumns,
  userId: waitlistEntries.userId,
  userDisplayName: users.displayName,
  userEmail: users.email,
};

interface EntryRow {
  id: string;
  eventId: string;
  eventTitle: string;
  eventStartAt: Date;
  status: WaitlistEntry["status"];
  joinedAt: Date;
  offerExpiresAt: Date | null;
  before: number;
}

/** An offer whose time has passed is over, whether the job has come to it or not. */
export function showEntry(row: EntryRow, now: Date): WaitlistEntry {
  const isOverdue = row.status === "offered" && row.offerExpiresAt !== null && row.offerExpiresAt <= now;
  const status = isOverdue ? "expired" : row.status;
  return {
    id: row.id,
    eventId: row.eventId,
    eventTitle: row.eventTitle,
    eventStartAt: row.eventStartAt.toISOString(),
    status,
    position: status === "waiting" ? row.before + 1 : null,
    joinedAt: row.joinedAt.toISOString(),
    offerExpiresAt: status === "offered" ? (row.offerExpiresAt?.toISOString() ?? null) : null,
  };
}

interface PersonRow extends EntryRow {
  userId: string;
  userDisplayName: string;
  userEmail: string;
}

export function showWaitingPerson(row: PersonRow, now: Date): WaitingPerson {
  return {
    ...showEntry(row, now),
    userId: row.userId,
    userDisplayName: row.userDisplayName,
    userEmail: row.userEmail,
  };
}
