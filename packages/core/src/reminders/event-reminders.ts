import type { setEventRemindersInput } from "@eventmaster/contract/notifications";
import { events } from "@eventmaster/db/schema/events";
import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, reading, transaction } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";

/** Whether an event's holders are reminded of it. @throws forbidden, not_found */
export function getEventReminders(ctx: Context, input: { eventId: string }): Promise<{ isOn: boolean }> {
  return reading(ctx, async (ctx) => {
    const { sendsReminders } = await loadEventFor(ctx, "event:edit", input.eventId);
    return { isOn: sendsReminders };
  });
}

/** Has an event's holders reminded of it, or not. @throws forbidden, not_found */
export async function setEventReminders(
  ctx: Context,
  input: z.infer<typeof setEventRemindersInput>,
): Promise<{ isOn: boolean }> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:edit", input.eventId);
    const changed = await ctx.db
      .update(events)
      .set({ sendsReminders: input.isOn })
      .where(and(eq(events.id, event.id), ne(events.sendsReminders, input.isOn)))
      .returning({ id: events.id });
    if (changed.length > 0)
      await recordAudit(ctx, {
        action: "event.set_reminders",
        subjectType: "event",
        subjectId: event.id,
        details: { before: !input.isOn, after: input.isOn },
      });
    return { isOn: input.isOn };
  });
}
