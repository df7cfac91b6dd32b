import { leasedSeats } from "@eventmaster/db/schema/door-devices";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq, lte } from "drizzle-orm";
import { type Context, reading, transaction } from "../context.ts";
import { lockEvent } from "../events/lock-event.ts";
import { offerFreeSeats } from "./offer-free-seats.ts";

/**
 * Ends an event's overdue offers, and leases of devices, and passes their seats on: a job's work at the time, and of whoever finds the job late.
 * Doing it twice is doing it once.
 * @returns whether a seat is free for anybody now
 */
export async function expireOffers(ctx: Context, input: { eventId: string }): Promise<boolean> {
  const isOverdue = await reading(ctx, async (ctx) => {
    const overdue = and(
      eq(waitlistEntries.eventId, input.eventId),
      eq(waitlistEntries.status, "offered"),
      lte(waitlistEntries.offerExpiresAt, ctx.now),
    );
    const lapsed = and(
      eq(leasedSeats.eventId, input.eventId),
      eq(leasedSeats.status, "held"),
      lte(leasedSeats.expiresAt, ctx.now),
    );
    const [found] = await ctx.db
      .select({ id: waitlistEntries.id })
      .from(waitlistEntries)
      .where(overdue)
      .unionAll(ctx.db.select({ id: leasedSeats.id }).from(leasedSeats).where(lapsed))
      .limit(1);
    return found !== undefined;
  });
  if (!isOverdue) return false;
  return transaction(
    ctx,
    async (ctx) => (await offerFreeSeats(ctx, await lockEvent(ctx, input.eventId))) > 0,
  );
}
