import { users } from "@eventmaster/db/schema/users";
import { and, asc, inArray, isNull } from "drizzle-orm";
import { sendClaimMail } from "../accounts/send-claim-mail.ts";
import { type Context, transaction } from "../context.ts";
import { findEvent } from "../events/load-event.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { ticketsToTell } from "./tickets-to-tell.ts";

/**
 * A job's work: mails their tickets to people whom an organizer has registered, and offers the account to those of them who
 * have no password yet; or tells them that their registration is back. All of them in one transaction, or none.
 */
export async function tellRegistered(
  ctx: Context,
  { eventId, userIds, isRestored }: JobPayload<"registrations.tell-registered">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await findEvent(ctx, eventId);
    if (!event || event.status !== "published") return;
    const held = await ticketsToTell(ctx, { eventId, userIds }, "held");
    await enqueueMails(
      ctx,
      held.map(({ userId, ...about }) => ({
        to: null,
        userId,
        kind: isRestored ? "registration_restored" : "registered_by_organizer",
        about,
      })),
      { parent: jobId },
    );
    if (isRestored) return;
    const unclaimed = await ctx.db
      .select({ id: users.id, email: users.email })
      .from(users)
      .where(and(inArray(users.id, userIds), isNull(users.hashedPassword)))
      .orderBy(asc(users.id));
    for (const person of unclaimed) await sendClaimMail(ctx, person, event.title);
  });
}
