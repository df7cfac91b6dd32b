import { calendarFeeds } from "@eventmaster/db/schema/mails";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, gt, ne } from "drizzle-orm";
import { hashToken } from "../accounts/refresh-tokens.ts";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { type Download, fileName } from "../download.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { inOrganization } from "../organizations/in-organization.ts";
import { touchedOrganizationsOf } from "../organizations/organizations-of.ts";
import { type CalendarEntry, calendarFile } from "./calendar-file.ts";
import { ticketEntry } from "./ticket-entry.ts";

/** An event for anybody's calendar, as long as they may see it. @throws not_found */
export function downloadEventCalendar(ctx: Context, input: { eventId: string }): Promise<Download> {
  return reading(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    const link = `${ctx.publicUrl}/events/${event.id}`;
    const entry: CalendarEntry = {
      id: event.id,
      sequence: event.version,
      isCancelled: event.status === "cancelled",
      title: event.title,
      description: `${link}\n\n${event.description}`,
      location: event.location,
      startAt: event.startAt,
      endAt: event.endAt,
      timeZone: event.timeZone,
      changedAt: event.updatedAt,
      link,
    };
    return asDownload(event.title, [entry]);
  });
}

/** One of the actor's own tickets; a cancelled one says so, and calendars strike it out. @throws not_found */
export async function downloadTicketCalendar(
  ctx: Context,
  input: { registrationId: string },
): Promise<Download> {
  const actor = authorize(ctx, "registration:list-own");
  return reading(ctx, async (ctx) => {
    const [held] = await ctx.db
      .select({ registration: registrations, event: events })
      .from(registrations)
      .innerJoin(events, eq(events.id, registrations.eventId))
      .where(
        and(
          eq(registrations.organizationId, ctx.organizationId),
          eq(registrations.id, input.registrationId),
          eq(registrations.userId, actor.userId),
        ),
      );
    if (!held) throw new DomainError("not_found");
    return asDownload(held.event.title, [ticketEntry(held, ctx.publicUrl)]);
  });
}

/** How far back a feed goes, and how many tickets of an organization it shows at most: the newest. */
const feedDays = 365;
const feedEntries = 500;

/**
 * Everything that a person has a ticket for, in whichever organization, for a calendar program that knows the address and
 * nothing else. @throws not_found for an address that was revoked or never was
 */
export async function downloadFeed(ctx: Context, input: { token: string }): Promise<Download> {
  const [feed] = await ctx.pool
    .select({ userId: calendarFeeds.userId })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.tokenHash, hashToken(input.token)));
  if (!feed) throw new DomainError("not_found");
  const touched = await touchedOrganizationsOf(ctx.pool, feed.userId);
  return reading(ctx, async (ctx) => {
    const entries: CalendarEntry[] = [];
    for (const organizationId of touched)
      entries.push(...(await inOrganization(ctx, organizationId, (ctx) => entriesOf(ctx, feed.userId))));
    return asDownload("EventMaster", entries);
  });
}

async function entriesOf(ctx: TenantContext, userId: string): Promise<CalendarEntry[]> {
  const since = new Date(ctx.now.getTime() - feedDays * 24 * 60 * 60 * 1000);
  const held = await ctx.db
    .select({ registration: registrations, event: events })
    .from(registrations)
    .innerJoin(events, eq(events.id, registrations.eventId))
    .where(
      and(
        eq(registrations.userId, userId),
        gt(registrations.eventStartAt, since),
        ne(registrations.status, "cancelled"),
      ),
    )
    .orderBy(asc(registrations.eventStartAt), asc(registrations.id))
    .limit(feedEntries);
  return held.map((ticket) => ticketEntry(ticket, ctx.publicUrl));
}

function asDownload(title: string, entries: CalendarEntry[]): Download {
  return {
    name: fileName(title, "calendar.ics"),
    type: "text/calendar; charset=utf-8",
    body: Buffer.from(calendarFile({ method: "publish", name: title, entries })),
    isPolled: true,
  };
}
