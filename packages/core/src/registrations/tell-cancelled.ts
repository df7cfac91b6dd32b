import { registrations } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, inArray } from "drizzle-orm";
import { type Context, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";

/** A job's work: tells people that an organizer has cancelled their registration. */
export async function tellCancelled(
  ctx: Context,
  { eventId, userIds, reason }: JobPayload<"registrations.tell-cancelled">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const cancelled = await ctx.db
      .select({
        userId: registrations.userId,
        registrationId: registrations.id,
        generation: registrations.generation,
      })
      .from(registrations)
      .where(
        and(
          eq(registrations.eventId, eventId),
          inArray(registrations.userId, userIds),
          eq(registrations.status, "cancelled"),
        ),
      )
      .orderBy(asc(registrations.userId));
    await enqueueMails(
      ctx,
      cancelled.map(({ userId, ...ticket }) => ({
        to: null,
        userId,
        kind: "cancelled_by_organizer",
        about: { ...ticket, reason },
      })),
      { parent: jobId },
    );
  });
}
