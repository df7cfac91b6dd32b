import type { CancelManyInput, CancelManyResult } from "@eventmaster/contract/registrations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { inArray } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { enterEvent } from "../waitlist/take-turns.ts";
import { lockThese, resultsOf } from "./lock-these.ts";
import { returnSeats } from "./seats.ts";

/**
 * Cancels registrations in their holders' names, who are told why. The seats go to the waitlist first. Of each it is said
 * what came of it: one that was used at the door stays.
 * @throws forbidden, not_found (the event), event_cancelled, event_over
 */
export async function cancelMany(ctx: Context, input: CancelManyInput): Promise<CancelManyResult> {
  const reason = input.reason ?? null;
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:cancel", input.eventId);
    if (event.status === "cancelled") throw new DomainError("event_cancelled");
    if (event.endAt <= ctx.now) throw new DomainError("event_over");
    await enterEvent(ctx, event.id);
    const before = await lockThese(ctx, event.id, input);
    const live = before.filter(({ status }) => status === "registered");
    if (live.length > 0) {
      const ids = live.map(({ id }) => id);
      await ctx.db
        .update(registrations)
        .set({ status: "cancelled", cancelledAt: ctx.now })
        .where(inArray(registrations.id, ids));
      await recordAudits(
        ctx,
        ids.map((id) => ({
          action: "registration.cancel",
          subjectType: "registration",
          subjectId: id,
          details: { eventId: event.id, byOrganizer: true, reason },
        })),
      );
      const userIds = live.map(({ userId }) => userId);
      await enqueueJob(ctx, "registrations.tell-cancelled", { eventId: event.id, userIds, reason });
      await returnSeats(ctx, event.id, live.length);
    }
    const outcomes = new Map(before.map(({ id, status }) => [id, outcomeOf[status]]));
    return { cancelled: live.length, results: resultsOf(input.registrationIds, outcomes) };
  });
}

const outcomeOf = {
  registered: "cancelled",
  cancelled: "already_cancelled",
  checked_in: "already_admitted",
} as const;
