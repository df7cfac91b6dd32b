import { events } from "@eventmaster/db/schema/events";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { eq, sql } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { findEvent } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { enqueueJob, enqueueJobs } from "../jobs/enqueue-job.ts";
import { chunksOf } from "../notifications/chunks.ts";
import { clockTolerance } from "./wake-for-offers.ts";

interface Cause {
  cause: "event_cancelled" | "event_begun";
  reason: string | null;
}

/** Ends every place in the queue and every offer of an event whose row is locked already, and tells the people. */
export async function closeWaitlist(ctx: TenantContext, eventId: string, why: Cause): Promise<void> {
  const closed = await ctx.db.execute<{ id: string; userId: string; hadOffer: boolean }>(sql`
    update ${waitlistEntries} set status = 'expired'
    where event_id = ${eventId} and status in ('waiting', 'offered')
    returning id, user_id as "userId", old.status = 'offered' as "hadOffer"`);
  if (closed.length === 0) return;
  const offers = closed.filter(({ hadOffer }) => hadOffer).length;
  await ctx.db
    .update(events)
    .set({ offeredCount: sql`${events.offeredCount} - ${offers}` })
    .where(eq(events.id, eventId));
  await recordAudits(
    ctx,
    closed.map(({ id }) => ({
      action: "waitlist.expire",
      subjectType: "waitlist_entry",
      subjectId: id,
      details: { eventId },
    })),
  );
  await enqueueJobs(
    ctx,
    "waitlist.tell-closed",
    chunksOf(closed).map((part) => ({ eventId, userIds: part.map(({ userId }) => userId), ...why })),
  );
}

/** At the start, when no seat is offered any more, somebody must look: a job for the first who waits, and where the start moves. */
export async function closeAtStart(ctx: TenantContext, event: { id: string; startAt: Date }): Promise<void> {
  const startAfter = new Date(event.startAt.getTime() + clockTolerance);
  await enqueueJob(ctx, "waitlist.close", { eventId: event.id }, { startAfter });
}

/** That job's work. An event that was moved to later is not closed yet, and one that is gone has no waitlist. */
export async function closeBegunWaitlist(ctx: Context, input: { eventId: string }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    if (!(await findEvent(ctx, input.eventId))) return;
    const { startAt } = await lockEvent(ctx, input.eventId);
    if (startAt <= ctx.now) await closeWaitlist(ctx, input.eventId, { cause: "event_begun", reason: null });
  });
}
