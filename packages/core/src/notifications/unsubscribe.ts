import type { Locale } from "@eventmaster/contract/locales";
import type { MailKind } from "@eventmaster/contract/notifications";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { type Context, reading, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { switchMails } from "./set-preference.ts";

/** What a mail's link to end such mails is for, in the language of the one who got it. */
export interface Unsubscribing {
  kind: MailKind;
  locale: Locale;
}

/** Shows what the link of a mail would do, and does nothing: programs that look for viruses open links too. @throws link_expired */
export async function openUnsubscribe(ctx: Context, input: { token: string }): Promise<Unsubscribing> {
  return reading(ctx, async (ctx) => {
    const { kind, locale } = await read(ctx, input.token);
    return { kind, locale };
  });
}

/**
 * Ends mails of one kind for whoever got the link; whoever holds it may (RFC 8058), and it does nothing else.
 * @throws link_expired for what is no link of ours, or of an account that is gone
 */
export async function unsubscribe(ctx: Context, input: { token: string }): Promise<Unsubscribing> {
  return transaction(ctx, async (ctx) => {
    const { kind, locale, userId } = await read(ctx, input.token);
    await switchMails(ctx, userId, { kind, isOn: false });
    return { kind, locale };
  });
}

async function read(ctx: TenantContext, token: string): Promise<Unsubscribing & { userId: string }> {
  const unsubscription = ctx.mailLinks.readUnsubscribing(token);
  if (unsubscription === null) throw new DomainError("link_expired");
  const [user] = await ctx.db
    .select({ locale: users.locale })
    .from(users)
    .where(eq(users.id, unsubscription.userId));
  if (!user) throw new DomainError("link_expired");
  return { ...unsubscription, locale: user.locale };
}
