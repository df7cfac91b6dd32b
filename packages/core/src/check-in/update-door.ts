import type { updateDoorInput } from "@eventmaster/contract/check-in";
import { events } from "@eventmaster/db/schema/events";
import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";

/** How much of a holder's name the door of an event is shown; devices learn of it with their next pull. @throws forbidden, not_found */
export async function updateDoor(
  ctx: Context,
  { eventId, doorNames }: z.infer<typeof updateDoorInput>,
): Promise<{ eventId: string; doorNames: typeof doorNames }> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "door:manage", eventId);
    const changed = await ctx.db
      .update(events)
      .set({ doorNames })
      .where(and(eq(events.id, event.id), ne(events.doorNames, doorNames)))
      .returning({ id: events.id });
    if (changed.length > 0)
      await recordAudit(ctx, {
        action: "event.update_door",
        subjectType: "event",
        subjectId: event.id,
        details: { before: { doorNames: event.doorNames }, after: { doorNames } },
      });
    return { eventId, doorNames };
  });
}
