import type { CreateEventInput, Event } from "@eventmaster/contract/events";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { getEvent } from "./get-event.ts";

/**
 * Makes an event: an organizer's waits for approval, an admin's is published at once (CONTRACT §2).
 * @throws validation when it starts in the past
 */
export async function createEvent(ctx: Context, input: CreateEventInput): Promise<Event> {
  const actor = authorize(ctx, "event:create");
  if (input.startAt <= ctx.now)
    throw new DomainError("validation", { fields: { startAt: "Must be in the future" } });
  const eventId = uuidv7();
  const status = actor.role === "admin" ? "published" : "pending";
  return transaction(ctx, async (ctx) => {
    await ctx.db.insert(events).values({
      ...input,
      id: eventId,
      organizationId: ctx.organizationId,
      organizerId: actor.userId,
      status,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await ctx.db.insert(checkInPoints).values({
      id: uuidv7(),
      organizationId: ctx.organizationId,
      eventId,
      name: "Entrance",
      createdAt: ctx.now,
    });
    await recordAudit(ctx, {
      action: "event.create",
      subjectType: "event",
      subjectId: eventId,
      details: { status },
    });
    return getEvent(ctx, { eventId });
  });
}
