import type { RegisterInput, Registration } from "@eventmaster/contract/registrations";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError, isRefusal } from "../domain-error.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { checkAnswers } from "../registrations/answers.ts";
import { refuseUnlessTakingPlace } from "../registrations/refuse-unless-open.ts";
import { showRegistration } from "../registrations/registration-view.ts";
import { takeSeat } from "../registrations/seats.ts";
import { expireOffers } from "./expire-offers.ts";

/**
 * Takes the seat that is held for the actor. Registration may have closed since: the offer was made in the queue's time.
 * @throws not_found, event_cancelled, event_over, no_offer, offer_expired, already_registered, validation (`answers.<question id>`)
 */
export async function acceptOffer(ctx: Context, input: RegisterInput): Promise<Registration> {
  try {
    return await accept(ctx, input);
  } catch (error) {
    // An offer that was let pass goes on to the next, however late the job is.
    if (isRefusal(error, "offer_expired")) await expireOffers(ctx, input);
    throw error;
  }
}

async function accept(ctx: Context, input: RegisterInput): Promise<Registration> {
  const actor = authorize(ctx, "waitlist:accept");
  return transaction(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    refuseUnlessTakingPlace(event, ctx.now);
    await refuseWithoutOffer(ctx, event.id, actor.userId);
    const answers = await checkAnswers(ctx, event.id, input.answers ?? {}, { required: true });
    const registration = await takeSeat(ctx, event, { userId: actor.userId, source: "waitlist", answers });
    return showRegistration(registration);
  });
}

/** For a clear answer; that the offer still stands when its seat is counted, `takeSeat` sees to. */
async function refuseWithoutOffer(ctx: TenantContext, eventId: string, userId: string): Promise<void> {
  const [entry] = await ctx.db
    .select({ status: waitlistEntries.status, expiresAt: waitlistEntries.offerExpiresAt })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.eventId, eventId), eq(waitlistEntries.userId, userId)));
  if (entry?.status === "accepted") throw new DomainError("already_registered");
  if (entry?.status === "expired") throw new DomainError("offer_expired");
  if (entry?.status !== "offered") throw new DomainError("no_offer");
  if (entry.expiresAt !== null && entry.expiresAt <= ctx.now) throw new DomainError("offer_expired");
}
