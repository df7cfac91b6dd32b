import type { Event } from "@eventmaster/contract/events";
import { lastPlannedYear } from "@eventmaster/contract/text";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { questions } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import { may } from "../authorize.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { questionsOf } from "../registrations/answers.ts";
import type { EventRow } from "./event-view.ts";
import { getEvent } from "./get-event.ts";
import { loadEventFor } from "./load-event.ts";
import { moveAlong } from "./move-along.ts";

/**
 * Makes a new event of one there is, at another time: its end and its registration window are as far from the start by the
 * event's own clock, also where that is changed in between. With its questions and its check-in points. It waits for approval
 * as every new event does.
 * @throws forbidden, not_found, validation when it starts in the past
 */
export async function duplicateEvent(
  ctx: Context,
  input: { eventId: string; startAt: Date },
): Promise<Event> {
  return transaction(ctx, async (ctx) => {
    const source = await loadEventFor(ctx, "event:duplicate", input.eventId);
    if (input.startAt <= ctx.now)
      throw new DomainError("validation", { fields: { startAt: "Must be in the future" } });
    const copy = copyOf(source, input.startAt);
    if (copy.endAt.getUTCFullYear() > lastPlannedYear)
      throw new DomainError("validation", { fields: { startAt: "Must leave the event an end that exists" } });
    const eventId = uuidv7();
    const status = may(ctx.actor, "event:approve") ? "published" : "pending";
    await ctx.db.insert(events).values({
      ...copy,
      id: eventId,
      organizationId: ctx.organizationId,
      organizerId: ctx.actor?.userId ?? source.organizerId,
      status,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await copyDoorAndQuestions(ctx, source.id, eventId);
    await recordAudit(ctx, {
      action: "event.create",
      subjectType: "event",
      subjectId: eventId,
      details: { status, duplicateOf: source.id },
    });
    return getEvent(ctx, { eventId });
  });
}

function copyOf(source: EventRow, startAt: Date) {
  const later = (at: Date) => moveAlong(at, { from: source.startAt, to: startAt }, source.timeZone);
  return {
    title: source.title,
    description: source.description,
    startAt,
    endAt: later(source.endAt),
    timeZone: source.timeZone,
    location: source.location,
    capacity: source.capacity,
    offerHours: source.offerHours,
    category: source.category,
    tags: source.tags,
    registrationOpensAt: source.registrationOpensAt && later(source.registrationOpensAt),
    registrationClosesAt: source.registrationClosesAt && later(source.registrationClosesAt),
  };
}

async function copyDoorAndQuestions(ctx: TenantContext, sourceId: string, eventId: string): Promise<void> {
  const points = await ctx.db
    .select()
    .from(checkInPoints)
    .where(and(eq(checkInPoints.eventId, sourceId), isNull(checkInPoints.removedAt)))
    .orderBy(asc(checkInPoints.createdAt), asc(checkInPoints.id));
  const asked = await questionsOf(ctx, sourceId);
  const ofCopy = () => ({ id: uuidv7(), eventId, createdAt: ctx.now });
  await ctx.db.insert(checkInPoints).values(points.map((point) => ({ ...point, ...ofCopy() })));
  if (asked.length > 0)
    await ctx.db.insert(questions).values(asked.map((question) => ({ ...question, ...ofCopy() })));
}
