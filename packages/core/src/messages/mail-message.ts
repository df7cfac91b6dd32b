import { eventMessages } from "@eventmaster/db/schema/mails";
import { eq } from "drizzle-orm";
import { type Context, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { audienceAfter } from "./message-audience.ts";

/** So many people are read, and their mails put in the queue, at a time. */
const chunk = 1000;

/** A job's work: a message's mails into the queue, one for each person that it is for, none twice though it be done again. */
export async function mailMessage(
  ctx: Context,
  { messageId }: JobPayload<"event.send-message">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const [message] = await ctx.db.select().from(eventMessages).where(eq(eventMessages.id, messageId));
    if (!message) return;
    const { eventId, audience, isEssential } = message;
    for (let after: string | null = null; ;) {
      const people: string[] = await audienceAfter(ctx, eventId, audience, { after, limit: chunk });
      await enqueueMails(
        ctx,
        people.map((userId) => ({
          to: null,
          userId,
          kind: "organizer_message",
          about: { messageId, isEssential },
        })),
        { parent: jobId },
      );
      const last = people.at(-1);
      if (last === undefined || people.length < chunk) return;
      after = last;
    }
  });
}
