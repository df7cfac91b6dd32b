import { events } from "@eventmaster/db/schema/events";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq, inArray, sql } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";

/** Ends every place in the queue and every offer of an event that was called off; its row is locked already. */
export async function closeWaitlist(ctx: TenantContext, eventId: string): Promise<void> {
  const closed = await ctx.db
    .update(waitlistEntries)
    .set({ status: "expired" })
    .where(and(eq(waitlistEntries.eventId, eventId), inArray(waitlistEntries.status, ["waiting", "offered"])))
    .returning({ id: waitlistEntries.id });
  if (closed.length === 0) return;
  await ctx.db
    .update(events)
    .set({ offeredCount: sql`${events.leasedCount}` })
    .where(eq(events.id, eventId));
  await recordAudits(
    ctx,
    closed.map(({ id }) => ({
      action: "waitlist.expire",
      subjectType: "waitlist_entry",
      subjectId: id,
      details: { eventId },
    })),
  );
}
