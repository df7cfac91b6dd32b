import { type Event, scheduleProblems, type UpdateEventInput } from "@eventmaster/contract/events";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, lte, ne, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "./event-view.ts";
import { getEvent } from "./get-event.ts";
import { loadEventFor } from "./load-event.ts";

type Changes = Omit<UpdateEventInput, "eventId" | "version">;

/** What the organizer of a published event may change without an admin looking at it (CONTRACT §3). */
const freeFields = new Set<string>(["location", "capacity", "category", "tags"]);

/**
 * Changes an event. Of a published one its organizer may change place, seats, category and tags; the rest would
 * rewrite what was approved.
 * @throws not_found, forbidden, stale_version, capacity_below_registered, event_over, event_cancelled, review_needed, validation
 */
export async function updateEvent(ctx: Context, input: UpdateEventInput): Promise<Event> {
  const { eventId, version, ...fields } = input;
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:edit", eventId);
    if (version !== undefined && version !== event.version) throw new DomainError("stale_version");
    const changes = changesTo(event, fields);
    if (Object.keys(changes).length === 0) return getEvent(ctx, { eventId });
    refuseWrongChanges(ctx, event, changes);

    const live = and(eq(registrations.eventId, eventId), ne(registrations.status, "cancelled"));
    const movesCopies = changes.title !== undefined || changes.startAt !== undefined;
    // Who registers or cancels locks their registration and then the event: the same order here, or a crowd deadlocks.
    if (movesCopies)
      await ctx.db
        .select({ id: registrations.id })
        .from(registrations)
        .where(live)
        .orderBy(asc(registrations.id))
        .for("update");

    // The guard stands in the statement: what was read above may be old by now.
    const [updated] = await ctx.db
      .update(events)
      .set({ ...changes, version: sql`${events.version} + 1`, updatedAt: ctx.now })
      .where(
        and(
          eq(events.id, eventId),
          eq(events.version, event.version),
          changes.capacity === undefined
            ? undefined
            : lte(sql`${events.registeredCount} + ${events.offeredCount}`, changes.capacity),
        ),
      )
      .returning({ id: events.id });
    if (!updated) await explainRefusal(ctx, event);

    if (movesCopies)
      await ctx.db
        .update(registrations)
        .set({
          eventTitle: changes.title ?? event.title,
          eventStartAt: changes.startAt ?? event.startAt,
        })
        .where(live);
    await recordAudit(ctx, {
      action: "event.update",
      subjectType: "event",
      subjectId: eventId,
      details: {
        before: Object.fromEntries(Object.entries(event).filter(([field]) => field in changes)),
        after: changes,
      },
    });
    return getEvent(ctx, { eventId });
  });
}

/** The fields whose value differs from the event's: saying the same again is no change. */
function changesTo(event: EventRow, fields: Changes): Changes {
  const current: Record<string, unknown> = event;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(current[field]),
    ),
  );
}

function refuseWrongChanges(ctx: TenantContext, event: EventRow, changes: Changes): void {
  if (event.status === "cancelled") throw new DomainError("event_cancelled");
  if (event.endAt <= ctx.now) throw new DomainError("event_over");
  const needsReview = Object.keys(changes).filter((field) => !freeFields.has(field));
  if (event.status === "published" && ctx.actor?.role !== "admin" && needsReview.length > 0)
    throw new DomainError("review_needed", {
      fields: Object.fromEntries(needsReview.map((field) => [field, "Needs an admin's approval"])),
    });
  const problems = scheduleProblems({ ...event, ...changes });
  if (changes.startAt && changes.startAt <= ctx.now) problems.startAt = "Must be in the future";
  if (Object.keys(problems).length > 0) throw new DomainError("validation", { fields: problems });
}

async function explainRefusal(ctx: TenantContext, event: EventRow): Promise<never> {
  const [now] = await ctx.db
    .select({
      version: events.version,
      taken: sql<number>`${events.registeredCount} + ${events.offeredCount}`,
    })
    .from(events)
    .where(eq(events.id, event.id));
  if (!now) throw new DomainError("not_found");
  if (now.version !== event.version) throw new DomainError("stale_version");
  throw new DomainError("capacity_below_registered", {
    fields: { capacity: `Must be at least ${now.taken}: so many seats are taken` },
  });
}
