import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { sendClaimMail } from "../accounts/send-claim-mail.ts";
import { type Context, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";

/** A job's work: offers their accounts to people whom an import has made. All of them in one transaction, or none. */
export async function offerClaims(
  ctx: Context,
  { eventId, userIds }: JobPayload<"account.offer-claims">,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const [event] = await ctx.db.select({ title: events.title }).from(events).where(eq(events.id, eventId));
    if (!event) return;
    const unclaimed = await ctx.db
      .select({ id: users.id, email: users.email, displayName: users.displayName })
      .from(users)
      .where(and(inArray(users.id, userIds), isNull(users.hashedPassword)));
    for (const person of unclaimed) await sendClaimMail(ctx, person, event.title);
  });
}
