import { admissions } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { sql } from "drizzle-orm";

/** What a query selects to show an attendee: join `users` on the holder. The first admission of any point counts. */
export const attendeeColumns = {
  id: registrations.id,
  eventId: registrations.eventId,
  eventTitle: registrations.eventTitle,
  eventStartAt: registrations.eventStartAt,
  userId: registrations.userId,
  status: registrations.status,
  createdAt: registrations.createdAt,
  source: registrations.source,
  userDisplayName: users.displayName,
  userEmail: users.email,
  checkedInAt: sql<Date | null>`(
    select min(${admissions.admittedAt}) from ${admissions} where ${admissions.registrationId} = ${registrations.id}
  )`.mapWith(admissions.admittedAt),
};
