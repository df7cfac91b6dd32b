import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { seatsLeftOf } from "../events/event-view.ts";
import { lockEvent } from "../events/lock-event.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { leaveQueue } from "./leave-queue.ts";
import type { RegistrationRow } from "./seats.ts";

/**
 * Gives cancelled registrations back as they were, code and answers too, for as many as there are seats that nobody has and
 * nobody is offered. Those of them who wait in the queue leave it. The registrations are locked by this transaction.
 * @returns the ids of those that are back
 * @throws event_cancelled
 */
export async function restoreThese(
  ctx: TenantContext,
  eventId: string,
  wanted: Pick<RegistrationRow, "id" | "userId" | "generation">[],
): Promise<ReadonlySet<string>> {
  const seats = await lockEvent(ctx, eventId);
  if (seats.status !== "published") throw new DomainError("event_cancelled");
  const free = Math.max(0, seatsLeftOf(seats));
  const back = wanted.slice(0, free);
  if (back.length === 0) return new Set();
  const ids = back.map(({ id }) => id);
  await ctx.db
    .update(registrations)
    .set({
      status: "registered",
      cancelledAt: null,
      restoredCount: sql`${registrations.restoredCount} + 1`,
      // An edit of the event passes by those who are cancelled: the copies are brought up to date.
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
      details: { eventId, generation },
    })),
  );
  const offersTaken = await leaveQueue(
    ctx,
    eventId,
    back.map(({ userId }) => userId),
  );
  const counts = {
    registeredCount: seats.registeredCount + back.length,
    offeredCount: seats.offeredCount - offersTaken,
  };
  await ctx.db.update(events).set(counts).where(eq(events.id, eventId));
  if (offersTaken > 0) await offerFreeSeats(ctx, { ...seats, ...counts });
  return new Set(ids);
}

/** Those whose last cancellation was an organizer's: the log knows who did it. */
export async function cancelledByOrganizer(ctx: TenantContext, ids: string[]): Promise<Set<string>> {
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
