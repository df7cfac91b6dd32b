import type { Page } from "@eventmaster/contract/paging";
import type { listTicketsInput, Ticket } from "@eventmaster/contract/registrations";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, count, eq, gt, lte, ne, or, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { showTicket } from "./registration-view.ts";

const ticketColumns = {
  id: registrations.id,
  eventId: registrations.eventId,
  eventTitle: registrations.eventTitle,
  eventStartAt: registrations.eventStartAt,
  userId: registrations.userId,
  status: registrations.status,
  qrCode: registrations.qrCode,
  createdAt: registrations.createdAt,
  holderName: users.displayName,
  eventEndAt: events.endAt,
  eventTimeZone: events.timeZone,
  eventLocation: events.location,
  eventCategory: events.category,
  eventStatus: events.status,
};

/** The actor's own tickets: what is next comes first among the upcoming, what was last among the past. */
export async function listTickets(
  ctx: Context,
  input: z.infer<typeof listTicketsInput>,
): Promise<Page<Ticket>> {
  const actor = authorize(ctx, "registration:list-own");
  return reading(ctx, async (ctx) => {
    const scope = and(
      eq(registrations.organizationId, ctx.organizationId),
      eq(registrations.userId, actor.userId),
      timeScope(input.when, ctx.now),
    );
    const page = await pageThrough({
      paging: input,
      at: registrations.eventStartAt,
      id: registrations.id,
      direction: input.when === "upcoming" ? "asc" : "desc",
      where: scope,
      total: async () => {
        const [row] = await ctx.db
          .select({ rows: count() })
          .from(registrations)
          .innerJoin(events, eq(events.id, registrations.eventId))
          .where(scope);
        return row?.rows ?? 0;
      },
      rows: ({ where, orderBy, limit, offset }) =>
        tickets(ctx)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.eventStartAt, id: row.id }),
    });
    return mapPage(page, showTicket);
  });
}

/** One of the actor's own tickets. @throws not_found also for somebody else's */
export async function getTicket(ctx: Context, input: { registrationId: string }): Promise<Ticket> {
  const actor = authorize(ctx, "registration:list-own");
  return reading(ctx, async (ctx) => {
    const [ticket] = await tickets(ctx).where(
      and(
        eq(registrations.organizationId, ctx.organizationId),
        eq(registrations.id, input.registrationId),
        eq(registrations.userId, actor.userId),
      ),
    );
    if (!ticket) throw new DomainError("not_found");
    return showTicket(ticket);
  });
}

/** Whoever's it is: for what acts by itself. Null when it is gone. */
export async function ticketById(ctx: TenantContext, registrationId: string): Promise<Ticket | null> {
  const [ticket] = await tickets(ctx).where(
    and(eq(registrations.organizationId, ctx.organizationId), eq(registrations.id, registrationId)),
  );
  return ticket ? showTicket(ticket) : null;
}

/** The actor's registration for an event, or null: what an event's page shows beside its button. */
export async function findTicketForEvent(ctx: Context, input: { eventId: string }): Promise<Ticket | null> {
  const actor = authorize(ctx, "registration:list-own");
  return reading(ctx, async (ctx) => {
    const [ticket] = await tickets(ctx).where(
      and(
        eq(registrations.organizationId, ctx.organizationId),
        eq(registrations.eventId, input.eventId),
        eq(registrations.userId, actor.userId),
      ),
    );
    return ticket ? showTicket(ticket) : null;
  });
}

function timeScope(when: "upcoming" | "past" | "all", now: Date): SQL | undefined {
  switch (when) {
    case "upcoming":
      return and(gt(events.endAt, now), ne(registrations.status, "cancelled"));
    case "past":
      return or(lte(events.endAt, now), eq(registrations.status, "cancelled"));
    case "all":
      return undefined;
  }
}

function tickets(ctx: TenantContext) {
  return ctx.db
    .select(ticketColumns)
    .from(registrations)
    .innerJoin(events, eq(events.id, registrations.eventId))
    .innerJoin(users, eq(users.id, registrations.userId));
}
