import { events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { haveEventAlone } from "../waitlist/take-turns.ts";
import { loadEventFor } from "./load-event.ts";
import { lockRegistrations } from "./lock-event.ts";
import { tellOfDeletion } from "./tell-of-deletion.ts";

/**
 * Deletes an event with all that belongs to it, for good (seed, decision 7). Who held a ticket or waited for one is told,
 * unless it is over or called off already. @throws forbidden, not_found
 */
export async function deleteEvent(ctx: Context, input: { eventId: string }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:delete", input.eventId);
    await haveEventAlone(ctx, event.id);
    await lockRegistrations(ctx, event.id);
    await tellOfDeletion(ctx, event);
    const [deleted] = await ctx.db
      .delete(events)
      .where(eq(events.id, event.id))
      .returning({ status: events.status, registeredCount: events.registeredCount });
    if (!deleted) throw new DomainError("not_found");
    await recordAudit(ctx, {
      action: "event.delete",
      subjectType: "event",
      subjectId: event.id,
      details: deleted,
    });
  });
}
