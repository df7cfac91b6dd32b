import type { Registration } from "@eventmaster/contract/registrations";
import { undoCancellationSeconds } from "@eventmaster/contract/undo";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { takeTurns } from "../waitlist/take-turns.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";
import { showRegistration } from "./registration-view.ts";
import { cancelledByOrganizer, restoreThese } from "./restore-these.ts";
import type { RegistrationRow } from "./seats.ts";

/**
 * Takes one's own cancellation back, a moment after it: the same registration with its answers and its ticket code, if its
 * seat is free still and nobody is offered it (decision 48). Nobody is mailed: the mail about the cancellation waits for as
 * long. Twice is once, and what is not cancelled stays as it is.
 * @throws not_found also for somebody else's; event_full; registration_cancelled when it is too late, or an organizer cancelled
 *   it; event_cancelled, event_over
 */
export async function restoreRegistration(
  ctx: Context,
  input: { registrationId: string },
): Promise<Registration> {
  const actor = authorize(ctx, "registration:cancel");
  const mine = and(
    eq(registrations.organizationId, ctx.organizationId),
    eq(registrations.id, input.registrationId),
    eq(registrations.userId, actor.userId),
  );
  return transaction(ctx, async (ctx) => {
    const [own] = await ctx.db.select({ eventId: registrations.eventId }).from(registrations).where(mine);
    if (!own) throw new DomainError("not_found");
    refuseUnlessTakingPlace(await loadVisibleEvent(ctx, own.eventId), ctx.now);
    await takeTurns(ctx, own.eventId, actor.userId);
    const [before] = await ctx.db.select().from(registrations).where(mine).for("update");
    if (!before) throw new DomainError("not_found");
    if (before.status !== "cancelled") return showRegistration(before);
    await refuseUnlessJustCancelled(ctx, before);
    const restored = await restoreThese(ctx, own.eventId, [before]);
    if (!restored.has(before.id)) throw new DomainError("event_full");
    const [after] = await ctx.db.select().from(registrations).where(mine);
    if (!after) throw new DomainError("not_found");
    return showRegistration(after);
  });
}

/** Later it is registering again, under the rules of that, with a new code. */
async function refuseUnlessJustCancelled(ctx: TenantContext, { id, cancelledAt }: RegistrationRow) {
  const since = ctx.now.getTime() - (cancelledAt?.getTime() ?? 0);
  if (since > undoCancellationSeconds * 1000)
    throw new DomainError("registration_cancelled", {
      message: "It is too late to take this back. Register again.",
    });
  if ((await cancelledByOrganizer(ctx, [id])).has(id)) throw new DomainError("registration_cancelled");
}
