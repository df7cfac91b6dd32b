import { eventRevisions, events } from "@eventmaster/db/schema/events";
import { imports } from "@eventmaster/db/schema/imports";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { day, type EventRow, inFuture, type Person, type TestSystem } from "./test-system.ts";

/** An open proposal of another title. */
export async function proposalFor(system: TestSystem, event: EventRow): Promise<string> {
  const id = uuidv7();
  await system.db.insert(eventRevisions).values({
    id,
    organizationId: event.organizationId,
    eventId: event.id,
    proposedBy: event.organizerId,
    changes: { title: { before: event.title, after: "Another title" } },
  });
  return id;
}

/** A seat that is held for the person, who was on the waitlist. */
export async function offerTo(system: TestSystem, event: EventRow, person: Person): Promise<void> {
  await system.db.insert(waitlistEntries).values({
    id: uuidv7(),
    organizationId: event.organizationId,
    eventId: event.id,
    userId: person.userId,
    status: "offered",
    offeredAt: inFuture(0),
    offerExpiresAt: inFuture(day / 2),
  });
  await system.db
    .update(events)
    .set({ offeredCount: sql`${events.offeredCount} + 1` })
    .where(eq(events.id, event.id));
}

/** An import into the event that has ended, of nobody. */
export async function importIn(system: TestSystem, eventId: string): Promise<string> {
  const [event] = await system.db.select().from(events).where(eq(events.id, eventId));
  if (!event) throw new Error("There is no such event");
  const id = uuidv7();
  await system.db.insert(imports).values({
    id,
    organizationId: event.organizationId,
    eventId,
    status: "done",
    total: 0,
    report: { rows: 0, alreadyRegistered: 0, repeated: 0, errorCount: 0, errors: [], ignoredColumns: [] },
  });
  return id;
}
