import type { RestoreManyInput, RestoreManyResult } from "@eventmaster/contract/registrations";
import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { enterEvent } from "../waitlist/take-turns.ts";
import { leaveQueue } from "./leave-queue.ts";
import { lockThese, resultsOf } from "./lock-these.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";

/**
 * Takes back what `cancelMany` did, for as many as there are free seats: the same registrations with their answers, their
 * places in the list and their ticket codes (decision 48). Those of them who wait in the queue leave it. Who gets a seat back
 * is told; of each it is said what came of it.
 * @throws forbidden, not_found (the event), event_not_published, event_cancelled, event_over
 */
export async function restoreMany(ctx: Context, input: RestoreManyInput): Promise<RestoreManyResult> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:cancel", input.eventId);
    refuseUnlessTakingPlace(event, ctx.now);
    await enterEvent(ctx, event.id);
    const before = await lockThese(ctx, event.id, input);
    const cancelled = before.filter(({ status }) => status === "cancelled");
    const byOrganizer = await cancelledByOrganizer(
      ctx,
      cancelled.map(({ id }) => id),
    );
    const wanted = cancelled.filter(({ id }) => byOrganizer.has(id));
    const seats = await lockEvent(ctx, event.id);
    if (seats.status !== "published") throw new DomainError("event_cancelled");
    const free = Math.max(0, seats.capacity - seats.registeredCount - seats.offeredCount);
    const back = wanted.slice(0, free);
    if (back.length > 0) {
      const ids = back.map(({ id }) => id);
      const userIds = back.map(({ userId }) => userId);
      await ctx.db
        .update(registrations)
        // An edit of the event passes by those who are cancelled: the copies are brought up to date.
        .set({
          status: "registered",
          cancelledAt: null,
          eventTitle: seats.title,
          eventStartAt: seats.startAt,
        })
        .where(and(inArray(registrations.id, ids), eq(registrations.status, "cancelled")));
      await recordAudits(
        ctx,
        back.map(({ id, generation }) => ({
          action: "registration.restore",
          subjectType: "registration",
          subjectId: id,
          details: { eventId: event.id, generation },
        })),
      );
      await enqueueJob(ctx, "registrations.tell-registered", { eventId: event.id, userIds });
      const offersTaken = await leaveQueue(ctx, event.id, userIds);
      const counts = {
        registeredCount: seats.registeredCount + back.length,
        offeredCount: seats.offeredCount - offersTaken,
      };
      await ctx.db.update(events).set(counts).where(eq(events.id, event.id));
      if (offersTaken > 0) await offerFreeSeats(ctx, { ...seats, ...counts });
    }
    const restored = new Set(back.map(({ id }) => id));
    const outcomes = new Map(
      before.map(({ id, status }) => {
        if (restored.has(id)) return [id, "restored"] as const;
        if (status !== "cancelled") return [id, "not_cancelled"] as const;
        return [id, byOrganizer.has(id) ? "no_seat" : "cancelled_by_holder"] as const;
      }),
    );
    return { restored: back.length, results: resultsOf(input.registrationIds, outcomes) };
  });
}

/** Those whose last cancellation was an organizer's: the log knows who did it. */
async function cancelledByOrganizer(ctx: TenantContext, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const last = await ctx.db
    .selectDistinctOn([auditLog.subjectId], {
      id: auditLog.subjectId,
      isOrganizers: sql<boolean>`coalesce(${auditLog.details} -> 'byOrganizer' = 'true'::jsonb, false)`,
    })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, ctx.organizationId),
        inArray(auditLog.subjectId, ids),
        eq(auditLog.action, "registration.cancel"),
      ),
    )
    .orderBy(auditLog.subjectId, desc(auditLog.at), desc(auditLog.id));
  return new Set(last.flatMap(({ id, isOrganizers }) => (isOrganizers ? id : [])));
}
