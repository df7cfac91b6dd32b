import type { Registration } from "@eventmaster/contract/registrations";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { showRegistration } from "./registration-view.ts";
import { takeSeat } from "./seats.ts";

/**
 * Registers the actor. Checked in the order of CONTRACT §3, so that the first reason is the one that is told.
 * @throws not_found, event_not_published, event_cancelled, event_over, registration_not_open, already_registered, event_full
 */
export async function registerForEvent(ctx: Context, input: { eventId: string }): Promise<Registration> {
  const actor = authorize(ctx, "registration:create");
  return transaction(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    refuseUnlessOpen(event, ctx.now);
    const registration = await takeSeat(ctx, event, { userId: actor.userId, source: "self" });
    await recordAudit(ctx, {
      action: "registration.create",
      subjectType: "registration",
      subjectId: registration.id,
      details: { eventId: event.id, generation: registration.generation, source: "self" },
    });
    return showRegistration(registration);
  });
}

function refuseUnlessOpen(event: EventRow, now: Date): void {
  if (event.status === "cancelled") throw new DomainError("event_cancelled");
  if (event.status !== "published") throw new DomainError("event_not_published");
  if (event.endAt <= now) throw new DomainError("event_over");
  const isTooEarly = event.registrationOpensAt !== null && now < event.registrationOpensAt;
  const isTooLate = event.registrationClosesAt !== null && now >= event.registrationClosesAt;
  if (isTooEarly)
    throw new DomainError("registration_not_open", { message: "Registration has not opened yet." });
  if (isTooLate) throw new DomainError("registration_not_open", { message: "Registration has closed." });
}
