import type { Action, Relation } from "@eventmaster/contract/permissions";
import { events, eventStaff } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq } from "drizzle-orm";
import { authorize, may } from "../authorize.ts";
import type { Context, TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { eventColumns, type EventRow } from "./event-view.ts";

/** An event was public from its publication on; before, it is its organizer's and the admins'. */
export function isPublic(event: Pick<EventRow, "status">): boolean {
  return event.status === "published" || event.status === "cancelled";
}

/** Who left the organization left their events to it. */
export function ownsEvent({ actor }: Context, event: Pick<EventRow, "organizerId">): boolean {
  return actor !== null && actor.role !== "guest" && event.organizerId === actor.userId;
}

/** Whether the reader may manage this event: its organizer with that role still, or an admin. */
export function managesEvent(ctx: Context, event: Pick<EventRow, "organizerId">): boolean {
  return may(ctx.actor, "event:edit", { owns: ownsEvent(ctx, event) });
}

/**
 * The event, if the reader may see it.
 * @throws not_found also for what is there but not theirs to see (invariant 7)
 */
export async function loadVisibleEvent(ctx: TenantContext, eventId: string): Promise<EventRow> {
  const event = await findEvent(ctx, eventId);
  if (!event || !(isPublic(event) || ownsEvent(ctx, event) || managesEvent(ctx, event)))
    throw new DomainError("not_found");
  return event;
}

/**
 * The event, if the actor may do this to it. What they may not even see is not found; what they may see but not touch
 * is forbidden.
 * @throws not_signed_in, forbidden, not_found
 */
export async function loadEventFor(ctx: TenantContext, action: Action, eventId: string): Promise<EventRow> {
  authorize(ctx, action);
  const event = await loadVisibleEvent(ctx, eventId);
  authorize(ctx, action, await relationTo(ctx, event));
  return event;
}

async function relationTo(ctx: TenantContext, event: EventRow): Promise<Relation> {
  const owns = ownsEvent(ctx, event);
  // Who lost the organizer's role keeps the event, but works at its door only as staff.
  return { owns, assigned: managesEvent(ctx, event) || (await isOnStaff(ctx, event.id)) };
}

async function isOnStaff(ctx: TenantContext, eventId: string): Promise<boolean> {
  if (!ctx.actor) return false;
  const [found] = await ctx.db
    .select({ userId: eventStaff.userId })
    .from(eventStaff)
    .where(and(eq(eventStaff.eventId, eventId), eq(eventStaff.userId, ctx.actor.userId)));
  return found !== undefined;
}

/** The event within the tenant, whoever asks. */
export async function findEvent(ctx: TenantContext, eventId: string): Promise<EventRow | undefined> {
  const [event] = await ctx.db
    .select(eventColumns)
    .from(events)
    .innerJoin(users, eq(users.id, events.organizerId))
    .where(and(eq(events.organizationId, ctx.organizationId), eq(events.id, eventId)));
  return event;
}
