import type { Event } from "@eventmaster/contract/events";
import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { getTableColumns } from "drizzle-orm";

// What search reads is PostgreSQL's business, and as long as the event itself.
const { search: _, ...shownColumns } = getTableColumns(events);

/** What a query selects to show an event: join `users` on the organizer. */
export const eventColumns = { ...shownColumns, organizerName: users.displayName };

export type EventRow = Omit<typeof events.$inferSelect, "search"> & { organizerName: string };

/** What is offered or leased is taken too. */
export function seatsLeftOf(row: Pick<EventRow, "capacity" | "registeredCount" | "offeredCount">): number {
  return row.capacity - row.registeredCount - row.offeredCount;
}

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
    seatsLeft: seatsLeftOf(row),
    offerHours: row.offerHours,
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
