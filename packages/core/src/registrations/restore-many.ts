import type { RestoreManyInput, RestoreManyResult } from "@eventmaster/contract/registrations";
import { type Context, transaction } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { enterEvent } from "../waitlist/take-turns.ts";
import { lockThese, resultsOf } from "./lock-these.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";
import { cancelledByOrganizer, restoreThese } from "./restore-these.ts";

/**
 * Takes back what `cancelMany` did, for as many as there are free seats: the same registrations with their answers, their
 * places in the list and their ticket codes (decision 48). Those of them who wait in the queue leave it. Who gets a seat back
 * is told; of each it is said what came of it.
 * @throws forbidden, not_found (the event), event_not_published, event_cancelled, event_over
 */
export async function restoreMany(ctx: Context, input: RestoreManyInput): Promise<RestoreManyResult> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:cancel", input.eventId);
    refuseUnlessTakingPlace(event, ctx.now);
    await enterEvent(ctx, event.id);
    const before = await lockThese(ctx, event.id, input);
    const cancelled = before.filter(({ status }) => status === "cancelled");
    const byOrganizer = await cancelledByOrganizer(
      ctx,
      cancelled.map(({ id }) => id),
    );
    const wanted = cancelled.filter(({ id }) => byOrganizer.has(id));
    const restored = await restoreThese(ctx, event.id, wanted);
    if (restored.size > 0) {
      const userIds = wanted.flatMap(({ id, userId }) => (restored.has(id) ? [userId] : []));
      await enqueueJob(ctx, "registrations.tell-registered", {
        eventId: event.id,
        userIds,
        isRestored: true,
      });
    }
    const outcomes = new Map(
      before.map(({ id, status }) => {
        if (restored.has(id)) return [id, "restored"] as const;
        if (status !== "cancelled") return [id, "not_cancelled"] as const;
        return [id, byOrganizer.has(id) ? "no_seat" : "cancelled_by_holder"] as const;
      }),
    );
    return { restored: restored.size, results: resultsOf(input.registrationIds, outcomes) };
  });
}
