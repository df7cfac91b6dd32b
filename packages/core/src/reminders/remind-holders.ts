import { type Context, transaction } from "../context.ts";
import { findEvent } from "../events/load-event.ts";
import { tellHolders } from "../events/tell-holders.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { reminderTimes } from "./remind-due.ts";

/**
 * A job's work: reminds everybody who held a ticket when the reminder was due; who came later has just been told. None for an
 * event that was moved or called off in the meantime.
 */
export async function remindHolders(
  ctx: Context,
  { eventId, kind, startAt }: JobPayload<"event.remind">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await findEvent(ctx, eventId);
    if (!event || event.status !== "published" || event.startAt.toISOString() !== startAt) return;
    const registeredUntil = new Date(event.startAt.getTime() - reminderTimes[kind].before);
    await tellHolders(ctx, eventId, {
      jobId,
      registeredUntil,
      compose: ({ userId, ...ticket }) => ({ to: null, userId, kind, about: { ...ticket, startAt } }),
    });
  });
}
