import type { RegisterInput, Registration } from "@eventmaster/contract/registrations";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError, isRefusal } from "../domain-error.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { expireOffers } from "../waitlist/expire-offers.ts";
import { checkAnswers } from "./answers.ts";
import { refuseUnlessOpen } from "./refuse-unless-open.ts";
import { showRegistration } from "./registration-view.ts";
import { takeSeat } from "./seats.ts";

/**
 * Registers the actor. Checked in the order of CONTRACT §3, so that the first reason is the one that is told.
 * @throws not_found, event_not_published, event_cancelled, event_over, registration_not_open, already_registered, event_full,
 *   validation (`answers.<question id>`)
 */
export async function registerForEvent(ctx: Context, input: RegisterInput): Promise<Registration> {
  try {
    return await register(ctx, input);
  } catch (error) {
    // The job that ends an offer may be late; whoever wants a seat then does its work.
    const mayBeOverdue = isRefusal(error, "offer_expired") || isRefusal(error, "event_full");
    if (mayBeOverdue && (await expireOffers(ctx, input))) return register(ctx, input);
    if (isRefusal(error, "offer_expired")) throw new DomainError("event_full", { cause: error });
    throw error;
  }
}

async function register(ctx: Context, input: RegisterInput): Promise<Registration> {
  const actor = authorize(ctx, "registration:create");
  return transaction(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    refuseUnlessOpen(event, ctx.now);
    const answers = await checkAnswers(ctx, event.id, input.answers ?? {}, { required: true });
    const registration = await takeSeat(ctx, event, { userId: actor.userId, source: "self", answers });
    return showRegistration(registration);
  });
}
