import type { Event, EventStatus } from "@eventmaster/contract/events";
import type { ErrorCode } from "@eventmaster/contract/error-codes";
import type { Action } from "@eventmaster/contract/permissions";
import { events } from "@eventmaster/db/schema/events";
import { and, eq, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { closeWaitlist } from "../waitlist/close-waitlist.ts";
import { withdrawOpenRevision } from "./decide-revision.ts";
import { getEvent } from "./get-event.ts";
import { loadEventFor } from "./load-event.ts";
import { tellOrganizer } from "./tell-organizer.ts";

interface Step {
  action: Action;
  audit: string;
  from: EventStatus;
  to: EventStatus;
  /** What the other side of a race is told: the event has left `from` already. */
  refusal: ErrorCode;
  /** Where the code's own sentence is about something else. */
  sentence?: string;
  /** An admin's decision is remembered on the event with its reason, and its organizer is told. */
  decision?: "event_approved" | "event_rejected";
}

/**
 * One step of an event's life (blueprint §4). Of two steps at once, the statement's own condition lets one win
 * (invariant 5).
 */
async function takeStep(
  ctx: Context,
  step: Step,
  eventId: string,
  reason: string | undefined,
): Promise<Event> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, step.action, eventId);
    const decision = step.decision
      ? { decidedBy: ctx.actor?.userId ?? null, decidedAt: ctx.now, decisionReason: reason ?? null }
      : {};
    const [moved] = await ctx.db
      .update(events)
      .set({ status: step.to, version: sql`${events.version} + 1`, updatedAt: ctx.now, ...decision })
      .where(and(eq(events.id, eventId), eq(events.status, step.from)))
      .returning({ id: events.id });
    if (!moved) throw new DomainError(step.refusal, step.sentence ? { message: step.sentence } : {});
    await recordAudit(ctx, {
      action: step.audit,
      subjectType: "event",
      subjectId: eventId,
      details: { before: step.from, after: step.to, reason: reason ?? null },
    });
    if (step.decision) await tellOrganizer(ctx, event, step.decision, reason ?? null);
    return getEvent(ctx, { eventId });
  });
}

/** Publishes a pending event. @throws forbidden, not_found, event_not_pending */
export async function approveEvent(
  ctx: Context,
  input: { eventId: string; reason?: string | undefined },
): Promise<Event> {
  return takeStep(
    ctx,
    {
      action: "event:approve",
      audit: "event.approve",
      from: "pending",
      to: "published",
      refusal: "event_not_pending",
      decision: "event_approved",
    },
    input.eventId,
    input.reason,
  );
}

/** Sends a pending event back with a reason. @throws forbidden, not_found, event_not_pending */
export async function rejectEvent(ctx: Context, input: { eventId: string; reason: string }): Promise<Event> {
  return takeStep(
    ctx,
    {
      action: "event:approve",
      audit: "event.reject",
      from: "pending",
      to: "rejected",
      refusal: "event_not_pending",
      decision: "event_rejected",
    },
    input.eventId,
    input.reason,
  );
}

/** Puts a rejected event before the admins again. @throws forbidden, not_found, event_not_rejected */
export async function resubmitEvent(ctx: Context, input: { eventId: string }): Promise<Event> {
  return takeStep(
    ctx,
    {
      action: "event:resubmit",
      audit: "event.resubmit",
      from: "rejected",
      to: "pending",
      refusal: "event_not_rejected",
    },
    input.eventId,
    undefined,
  );
}

/**
 * Calls a published event off: its tickets answer `cancelled` from now on, its waitlist ends, and everybody who holds a
 * ticket or waits for one is told. @throws forbidden, not_found, event_not_published
 */
export async function cancelEvent(
  ctx: Context,
  input: { eventId: string; reason?: string | undefined },
): Promise<Event> {
  return transaction(ctx, async (ctx) => {
    await loadEventFor(ctx, "event:cancel", input.eventId);
    // Before the event's own row, as everywhere.
    await withdrawOpenRevision(ctx, input.eventId);
    const step = {
      action: "event:cancel",
      audit: "event.cancel",
      from: "published",
      to: "cancelled",
      refusal: "event_not_published",
      sentence: "Only a published event can be called off.",
    } as const;
    await takeStep(ctx, step, input.eventId, input.reason);
    await closeWaitlist(ctx, input.eventId, { cause: "event_cancelled", reason: input.reason ?? null });
    await enqueueJob(ctx, "event.tell-cancellation", {
      eventId: input.eventId,
      reason: input.reason ?? null,
    });
    return getEvent(ctx, { eventId: input.eventId });
  });
}
