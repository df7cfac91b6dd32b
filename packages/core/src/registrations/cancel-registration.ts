import { undoCancellationSeconds } from "@eventmaster/contract/undo";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { enterEvent } from "../waitlist/take-turns.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { returnSeat } from "./seats.ts";

/** What is taken back at once is no news to anybody: the mail waits until that is over, whatever a server's clock says. */
const mailDelayMs = (undoCancellationSeconds + 5) * 1000;

/**
 * Cancels one's own registration and gives the seat back. Cancelling twice is one cancellation.
 * @throws not_found also for somebody else's; already_admitted after the ticket was used
 */
export async function cancelRegistration(ctx: Context, input: { registrationId: string }): Promise<void> {
  const actor = authorize(ctx, "registration:cancel");
  const mine = and(
    eq(registrations.organizationId, ctx.organizationId),
    eq(registrations.id, input.registrationId),
    eq(registrations.userId, actor.userId),
  );
  await transaction(ctx, async (ctx) => {
    const [own] = await ctx.db.select({ eventId: registrations.eventId }).from(registrations).where(mine);
    if (!own) throw new DomainError("not_found");
    await enterEvent(ctx, own.eventId);
    // The condition on the status makes two cancellations, or one and a scan, give back one seat at most.
    const [cancelled] = await ctx.db
      .update(registrations)
      .set({ status: "cancelled", cancelledAt: ctx.now })
      .where(and(mine, eq(registrations.status, "registered")))
      .returning({ eventId: registrations.eventId, generation: registrations.generation });
    if (!cancelled) {
      const [found] = await ctx.db.select({ status: registrations.status }).from(registrations).where(mine);
      if (!found) throw new DomainError("not_found");
      if (found.status === "checked_in") throw new DomainError("already_admitted");
      return;
    }
    await recordAudit(ctx, {
      action: "registration.cancel",
      subjectType: "registration",
      subjectId: input.registrationId,
      details: { eventId: cancelled.eventId },
    });
    await enqueueMail(
      ctx,
      {
        to: null,
        userId: actor.userId,
        kind: "registration_cancelled",
        about: {
          registrationId: input.registrationId,
          generation: cancelled.generation,
          cancelledAt: ctx.now.toISOString(),
        },
      },
      { startAfter: new Date(ctx.now.getTime() + mailDelayMs) },
    );
    await returnSeat(ctx, cancelled.eventId);
  });
}
