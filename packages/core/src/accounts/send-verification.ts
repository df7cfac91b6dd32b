import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { issueAccountToken } from "./account-tokens.ts";
import { pendingEmailOf } from "./pending-email.ts";

/** Mails a link that proves the address; it may be one that the account is to have from then on. */
export async function sendVerification(
  ctx: TenantContext,
  person: { id: string; email: string },
): Promise<void> {
  const token = await issueAccountToken(ctx, {
    userId: person.id,
    email: person.email,
    purpose: "verify_email",
  });
  await enqueueMail(ctx, {
    to: person.email,
    userId: person.id,
    kind: "verify_email",
    about: { link: `${ctx.publicUrl}/verify-email?token=${token}` },
  });
}

/** Sends the mail again, to the address that waits for its proof. Where none does, nothing is sent. */
export async function resendVerification(ctx: Context): Promise<void> {
  const actor = authorize(ctx, "account:manage");
  await transaction(ctx, async (ctx) => {
    const [user] = await ctx.db.select().from(users).where(eq(users.id, actor.userId));
    if (!user) throw new DomainError("session_ended");
    const pending = await pendingEmailOf(ctx, user);
    const email = pending ?? (user.emailVerifiedAt === null ? user.email : null);
    if (email !== null) await sendVerification(ctx, { id: user.id, email });
  });
}
