import type { EditedEvent, UpdateEventInput } from "@eventmaster/contract/events";
import { may } from "../authorize.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { applyChanges, type EventChanges } from "./apply-changes.ts";
import { changesTo, staleEdit } from "./edit-conflict.ts";
import type { EventRow } from "./event-view.ts";
import { getEvent } from "./get-event.ts";
import { findEvent, loadEventFor } from "./load-event.ts";
import { proposeRevision } from "./propose-revision.ts";
import { refuseWrongSchedule } from "./refuse-wrong-schedule.ts";
import { findOpenRevision } from "./revision-view.ts";

/** What the organizer of a published event may change without an admin looking at it (CONTRACT §3). */
const freeFields = new Set(["location", "capacity", "category", "tags", "offerHours"]);

/**
 * Changes an event. Of a published one its organizer changes place, seats, category and tags at once; the rest would
 * rewrite what was approved, and becomes a proposal that an admin accepts or refuses.
 * @throws not_found, forbidden, stale_version, capacity_below_registered, event_over, event_cancelled, validation
 */
export async function updateEvent(ctx: Context, input: UpdateEventInput): Promise<EditedEvent> {
  const { eventId, version, ...fields } = input;
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:edit", eventId);
    if (version !== undefined && version !== event.version) throw staleEdit(event, fields);
    if (event.status === "cancelled") throw new DomainError("event_cancelled");
    if (event.endAt <= ctx.now) throw new DomainError("event_over");

    const needsReview = event.status === "published" && !may(ctx.actor, "event:approve");
    const isFree = (field: string) => !needsReview || freeFields.has(field);
    const proposed = pick(fields, (field) => !isFree(field));
    if (Object.keys(proposed).length > 0) await proposeRevision(ctx, event, proposed);
    const changes = changesTo(event, pick(fields, isFree));
    if (Object.keys(changes).length > 0) {
      refuseWrongSchedule(ctx, event, changes);
      const isApplied = await applyChanges(ctx, event, changes, { action: "event.update" });
      if (!isApplied) throw await reasonOf(ctx, event, fields);
    }
    return { ...(await getEvent(ctx, { eventId })), revision: await findOpenRevision(ctx, eventId) };
  });
}

function pick(fields: EventChanges, wanted: (field: string) => boolean): EventChanges {
  return Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => value !== undefined && wanted(field)),
  );
}

async function reasonOf(ctx: TenantContext, event: EventRow, fields: EventChanges): Promise<DomainError> {
  const now = await findEvent(ctx, event.id);
  if (!now) return new DomainError("not_found");
  if (now.version !== event.version) return staleEdit(now, fields);
  const taken = now.registeredCount + now.offeredCount;
  return new DomainError("capacity_below_registered", {
    fields: { capacity: `Must be at least ${taken}: so many seats are taken` },
  });
}
