import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { enqueueJobs } from "../jobs/enqueue-job.ts";
import { chunksOf } from "../notifications/chunks.ts";
import { toldTicket } from "../registrations/tickets-to-tell.ts";
import type { EventRow } from "./event-view.ts";

/**
 * Has everybody told who holds a ticket or waits for one of an event that is about to be deleted. Afterwards nobody knows any
 * more who they were and what they held, so the jobs carry that.
 */
export async function tellOfDeletion(
  ctx: TenantContext,
  event: Pick<
    EventRow,
    "id" | "status" | "title" | "version" | "startAt" | "endAt" | "timeZone" | "location"
  >,
): Promise<void> {
  if (event.status !== "published" || event.endAt <= ctx.now) return;
  const holders = await ctx.db
    // As calendars count: each ticket given out, and each cancellation that was taken back.
    .select({
      ...toldTicket,
      generation: sql<number>`${registrations.generation} + ${registrations.restoredCount}`,
    })
    .from(registrations)
    .where(and(eq(registrations.eventId, event.id), ne(registrations.status, "cancelled")))
    .orderBy(asc(registrations.userId));
  const waiting = await ctx.db
    .select({ userId: waitlistEntries.userId })
    .from(waitlistEntries)
    .where(
      and(eq(waitlistEntries.eventId, event.id), inArray(waitlistEntries.status, ["waiting", "offered"])),
    )
    .orderBy(asc(waitlistEntries.userId));
  const people = [
    ...holders.map(({ userId, ...ticket }) => ({ userId, ticket })),
    ...waiting.map(({ userId }) => ({ userId, ticket: null })),
  ];
  const { title, version, startAt, endAt, timeZone, location } = event;
  const about = { title, version, startAt: startAt.toISOString(), endAt: endAt.toISOString() };
  await enqueueJobs(
    ctx,
    "event.tell-deletion",
    chunksOf(people).map((part) => ({ event: { ...about, timeZone, location }, people: part })),
  );
}
