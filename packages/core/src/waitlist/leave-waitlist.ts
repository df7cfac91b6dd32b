import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { returnOfferedSeat } from "../registrations/seats.ts";

/** Leaves the queue, or declines an offer: its seat goes to the next. Leaving twice, or what one is not in, is nothing. @throws not_found */
export async function leaveWaitlist(ctx: Context, input: { eventId: string }): Promise<void> {
  const actor = authorize(ctx, "waitlist:leave");
  await transaction(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    await lockEvent(ctx, event.id);
    const [left] = await ctx.db.execute<{ id: string; had_offer: boolean }>(sql`
      update ${waitlistEntries} set status = 'left'
      where event_id = ${event.id} and user_id = ${actor.userId} and status in ('waiting', 'offered')
      returning id, old.status = 'offered' as had_offer`);
    if (!left) return;
    await recordAudit(ctx, {
      action: left.had_offer ? "waitlist.decline" : "waitlist.leave",
      subjectType: "waitlist_entry",
      subjectId: left.id,
      details: { eventId: event.id },
    });
    if (left.had_offer) await returnOfferedSeat(ctx, event.id);
  });
}
