import type { Event } from "@eventmaster/contract/events";
import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { getTableColumns } from "drizzle-orm";

/** What a query selects to show an event: join `users` on the organizer. */
export const eventColumns = { ...getTableColumns(events), organizerName: users.displayName };

export type EventRow = typeof events.$inferSelect & { organizerName: string };

/** The event in the contract's shape. Why it was approved or rejected is for those who manage it. */
export function showEvent(row: EventRow, reader: { manages: boolean }): Event {
  return {
    id: row.id,
    organizerId: row.organizerId,
    organizerName: row.organizerName,
    title: row.title,
    description: row.description,
    startAt: row.startAt.toISOString(),
    endAt: row.endAt.toISOString(),
    timeZone: row.timeZone,
    location: row.location,
    capacity: row.capacity,
    registeredCount: row.registeredCount,
    status: row.status,
    category: row.category,
    tags: row.tags,
    registrationOpensAt: row.registrationOpensAt?.toISOString() ?? null,
    registrationClosesAt: row.registrationClosesAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    decision:
      reader.manages && row.decidedAt
        ? { reason: row.decisionReason, decidedAt: row.decidedAt.toISOString() }
        : null,
  };
}
