import type { TenantContext } from "../context.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { claimAccountMail } from "../notifications/mails/claim-account.ts";
import { issueAccountToken } from "./account-tokens.ts";

/** Offers the account to somebody who was registered by others and has no password, in the transaction that made them. */
export async function sendClaimMail(
  ctx: TenantContext,
  person: { id: string; email: string; displayName: string },
  eventTitle: string,
): Promise<void> {
  const token = await issueAccountToken(ctx, {
    userId: person.id,
    email: person.email,
    purpose: "claim_account",
  });
  await enqueueMail(
    ctx,
    claimAccountMail({
      to: person.email,
      displayName: person.displayName,
      eventTitle,
      link: `${ctx.publicUrl}/claim?token=${token}`,
    }),
  );
}
