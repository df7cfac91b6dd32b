import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { sql } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";

/** They have a seat now; the event's row is locked. @returns how many of them held an offer */
export async function leaveQueue(ctx: TenantContext, eventId: string, userIds: string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  const left = await ctx.db.execute<{ id: string; had_offer: boolean }>(sql`
    update ${waitlistEntries} set status = 'accepted'
    where event_id = ${eventId} and status in ('waiting', 'offered')
      and user_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb))
    returning id, old.status = 'offered' as had_offer`);
  await recordAudits(
    ctx,
    left.map(({ id, had_offer }) => ({
      action: "waitlist.accept",
      subjectType: "waitlist_entry",
      subjectId: id,
      details: { eventId, hadOffer: had_offer },
    })),
  );
  return left.filter(({ had_offer }) => had_offer).length;
}
