import { defaultLocale } from "@eventmaster/contract/accounts";
import type { MessagePreview, previewMessageInput } from "@eventmaster/contract/messages";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { composeDraft } from "../notifications/compose-mail.ts";
import { draftMessage } from "../notifications/draft-message.ts";
import { countAudience } from "./message-audience.ts";

/** The mail that its sender would get as one of the readers, to the letter, and how many they are. Nothing is sent. @throws forbidden, not_found */
export function previewMessage(
  ctx: Context,
  input: z.infer<typeof previewMessageInput>,
): Promise<MessagePreview> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:message", input.eventId);
    const [sender] = await ctx.db
      .select({
        to: users.email,
        displayName: users.displayName,
        locale: users.locale,
        timeZone: users.timeZone,
      })
      .from(users)
      .where(eq(users.id, ctx.actor?.userId ?? ""));
    const reader = sender ?? { to: "", displayName: null, locale: defaultLocale, timeZone: null };
    const draft = draftMessage(ctx, reader.locale, { ...input, event });
    const userId = ctx.actor?.userId ?? null;
    const mail = { userId, kind: "organizer_message", isEssential: input.isEssential } as const;
    const { subject, text, html } = await composeDraft(ctx, mail, reader, draft);
    return {
      recipientCount: await countAudience(ctx, event.id, input.audience),
      subject,
      text,
      html,
    };
  });
}
