import type { WaitlistEntry } from "@eventmaster/contract/waitlist";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { refuseUnlessOpen } from "../registrations/refuse-unless-open.ts";
import { closeAtStart } from "./close-waitlist.ts";
import { findOwnEntry } from "./list-own-waitlist.ts";
import { offerFreeSeats } from "./offer-free-seats.ts";
import { takeTurns } from "./take-turns.ts";

/**
 * Joins the queue of a full event at its end. Joining twice is joining once; who has left, or let an offer pass, may join
 * again.
 * @throws not_found, event_not_published, event_cancelled, event_over, registration_not_open, already_registered, event_not_full
 */
export async function joinWaitlist(ctx: Context, input: { eventId: string }): Promise<WaitlistEntry> {
  const actor = authorize(ctx, "waitlist:join");
  return transaction(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    refuseUnlessOpen(event, ctx.now);
    if (event.startAt <= ctx.now)
      throw new DomainError("registration_not_open", {
        message: "This event has begun: its waitlist is closed.",
      });
    await takeTurns(ctx, event.id, actor.userId);
    // From here on nobody gives a seat back, or registers the actor in their name, that we would not see.
    const seats = await lockEvent(ctx, event.id);
    if (seats.status !== "published") throw new DomainError("event_cancelled");
    if (await isRegistered(ctx, event.id, actor.userId)) throw new DomainError("already_registered");
    const free = await offerFreeSeats(ctx, seats);
    if (await isInQueue(ctx, event.id, actor.userId)) return findOwnEntry(ctx, input.eventId);
    if (free > 0) throw new DomainError("event_not_full");
    if (!(await doesAnybodyWait(ctx, event.id))) await closeAtStart(ctx, seats);
    const entryId = await append(ctx, event.id, actor.userId);
    await recordAudit(ctx, {
      action: "waitlist.join",
      subjectType: "waitlist_entry",
      subjectId: entryId,
      details: { eventId: event.id },
    });
    return findOwnEntry(ctx, input.eventId);
  });
}

async function isRegistered(ctx: TenantContext, eventId: string, userId: string): Promise<boolean> {
  const live = and(
    eq(registrations.eventId, eventId),
    eq(registrations.userId, userId),
    ne(registrations.status, "cancelled"),
  );
  return (await ctx.db.select({ id: registrations.id }).from(registrations).where(live)).length > 0;
}

async function isInQueue(ctx: TenantContext, eventId: string, userId: string): Promise<boolean> {
  const mine = and(
    eq(waitlistEntries.eventId, eventId),
    eq(waitlistEntries.userId, userId),
    inArray(waitlistEntries.status, ["waiting", "offered"]),
  );
  return (await ctx.db.select({ id: waitlistEntries.id }).from(waitlistEntries).where(mine)).length > 0;
}

async function doesAnybodyWait(ctx: TenantContext, eventId: string): Promise<boolean> {
  const waiting = and(eq(waitlistEntries.eventId, eventId), eq(waitlistEntries.status, "waiting"));
  const found = await ctx.db.select({ id: waitlistEntries.id }).from(waitlistEntries).where(waiting).limit(1);
  return found.length > 0;
}

/** The queue's order is the order of joining, whatever the clocks of several servers say. */
async function append(ctx: TenantContext, eventId: string, userId: string): Promise<string> {
  const joinedAt = sql`greatest(${ctx.now}::timestamptz, (
    select max(joined_at) + interval '1 millisecond' from ${waitlistEntries}
    where event_id = ${eventId} and status = 'waiting'
  ))`;
  const [entry] = await ctx.db
    .insert(waitlistEntries)
    .values({ id: uuidv7(), organizationId: ctx.organizationId, eventId, userId, joinedAt })
    .onConflictDoUpdate({
      target: [waitlistEntries.eventId, waitlistEntries.userId],
      set: { status: "waiting", joinedAt, offeredAt: null, offerExpiresAt: null },
    })
    .returning({ id: waitlistEntries.id });
  if (!entry) throw new Error("The entry was neither made nor found");
  return entry.id;
}
