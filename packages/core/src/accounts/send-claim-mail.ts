import type { TenantContext } from "../context.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { issueAccountToken } from "./account-tokens.ts";

/** Offers the account to somebody who was registered by others and has no password, in the transaction that made them. */
export async function sendClaimMail(
  ctx: TenantContext,
  person: { id: string; email: string },
  eventTitle: string,
): Promise<void> {
  const token = await issueAccountToken(ctx, {
    userId: person.id,
    email: person.email,
    purpose: "claim_account",
  });
  await enqueueMail(ctx, {
    to: person.email,
    userId: person.id,
    kind: "claim_account",
    about: { eventTitle, link: `${ctx.publicUrl}/claim?token=${token}` },
  });
}
