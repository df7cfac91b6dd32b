import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { asc, eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** What decides on an event's seats and its waitlist. */
export const seatColumns = {
  id: events.id,
  title: events.title,
  startAt: events.startAt,
  timeZone: events.timeZone,
  status: events.status,
  capacity: events.capacity,
  registeredCount: events.registeredCount,
  offeredCount: events.offeredCount,
  leasedCount: events.leasedCount,
  offerHours: events.offerHours,
};

export type EventSeats = Pick<typeof events.$inferSelect, keyof typeof seatColumns>;

/**
 * The event as it is now, its row locked until the transaction ends: whoever changes its seats or its queue takes turns
 * here. Registrations are locked before it, waitlist entries after it. @throws not_found
 */
export async function lockEvent(ctx: TenantContext, eventId: string): Promise<EventSeats> {
  const [event] = await ctx.db
    .select(seatColumns)
    .from(events)
    .where(eq(events.id, eventId))
    // Not `update`: who adds rows that name the event (a scan) does not wait.
    .for("no key update");
  if (!event) throw new DomainError("not_found");
  return event;
}

/** All of an event's registrations, before its row: a scan locks one of them, and names the event after that. */
export async function lockRegistrations(ctx: TenantContext, eventId: string): Promise<void> {
  await ctx.db
    .select({ id: registrations.id })
    .from(registrations)
    .where(eq(registrations.eventId, eventId))
    .orderBy(asc(registrations.id))
    .for("update");
}
