import type { EventMessage, SendMessageInput } from "@eventmaster/contract/messages";
import { eventMessages } from "@eventmaster/db/schema/mails";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { findMessage } from "./list-messages.ts";
import { countAudience } from "./message-audience.ts";

/**
 * Writes to people of an event: the message is kept, and a job mails it to them one after the other. Sent again with the same
 * id, it is the one that was sent already.
 * @throws forbidden, not_found, event_not_published, nobody_to_write_to
 */
export async function sendMessage(ctx: Context, input: SendMessageInput): Promise<EventMessage> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:message", input.eventId);
    if (event.status !== "published" && event.status !== "cancelled")
      throw new DomainError("event_not_published");
    const recipientCount = await countAudience(ctx, event.id, input.audience);
    const { messageId, ...message } = input;
    const earlier = await findMessage(ctx, event.id, messageId);
    if (earlier) return earlier;
    if (recipientCount === 0) throw new DomainError("nobody_to_write_to");
    const [made] = await ctx.db
      .insert(eventMessages)
      .values({
        ...message,
        id: messageId,
        organizationId: ctx.organizationId,
        senderId: ctx.actor?.userId ?? null,
        recipientCount,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: eventMessages.id });
    if (made) {
      await recordAudit(ctx, {
        action: "event.message",
        subjectType: "event",
        subjectId: event.id,
        details: {
          messageId,
          audience: input.audience,
          isEssential: input.isEssential,
          recipients: recipientCount,
        },
      });
      await enqueueJob(ctx, "event.send-message", { messageId });
    }
    const sent = await findMessage(ctx, event.id, messageId);
    // The id is another event's.
    if (!sent) throw new DomainError("not_found");
    return sent;
  });
}
