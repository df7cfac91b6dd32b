import type { verifyEmailInput } from "@eventmaster/contract/accounts";
import { violatedConstraint } from "@eventmaster/db/client";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { membershipOf } from "../organizations/membership-of.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import {
  holderOf,
  issueAccountToken,
  lockUsedToken,
  spendAccountToken,
  voidAccountTokens,
} from "./account-tokens.ts";

/**
 * Takes an address as proved by the link that was sent there. If it is a new one, it is the account's from now on, and
 * links that went to the old one stop working; the old one is told, and can take the account back. Opened again, the link
 * says the same for as long as it lives: the first one may have been a mail server that looks into links.
 * @throws link_expired; email_taken when another account was made with it in the meantime
 */
export async function verifyEmail(
  ctx: Context,
  input: z.infer<typeof verifyEmailInput>,
): Promise<{ email: string }> {
  const userId = await holderOf(ctx, input.token);
  const { organizationId } = await membershipOf(ctx.pool, userId, ctx.organizationId);
  try {
    return await transaction({ ...ctx, organizationId }, async (ctx) => {
      const proved = await provedBefore(ctx, { userId, token: input.token });
      if (proved !== null) return { email: proved };
      const { email } = await spendAccountToken(ctx, input.token, ["verify_email"]);
      const [before] = await ctx.db.select().from(users).where(eq(users.id, userId)).for("update");
      if (!before) throw new DomainError("link_expired");
      const isNew = before.email !== email;
      await ctx.db.update(users).set({ email, emailVerifiedAt: ctx.now }).where(eq(users.id, userId));
      if (isNew) {
        await voidAccountTokens(ctx, userId, ["verify_email", "reset_password", "claim_account"]);
        await tellOldAddress(ctx, before);
      }
      await recordAudit(ctx, {
        action: isNew ? "account.change_email" : "account.verify_email",
        subjectType: "user",
        subjectId: userId,
        actorId: userId,
      });
      return { email };
    });
  } catch (error) {
    if (violatedConstraint(error) === "users_email_key")
      throw new DomainError("email_taken", { cause: error });
    throw error;
  }
}

/** The address that a used link has proved, while it is the account's. */
async function provedBefore(
  ctx: TenantContext,
  { userId, token }: { userId: string; token: string },
): Promise<string | null> {
  const link = await lockUsedToken(ctx, token, "verify_email");
  if (link === null) return null;
  const [person] = await ctx.db.select().from(users).where(eq(users.id, userId));
  const isProved = person?.email === link.email && person.emailVerifiedAt !== null;
  return isProved ? link.email : null;
}

/** Only a proved address gets a link: another one may be a stranger's, by a slip of the keyboard. */
async function tellOldAddress(ctx: TenantContext, before: typeof users.$inferSelect): Promise<void> {
  const token =
    before.emailVerifiedAt === null
      ? null
      : await issueAccountToken(ctx, { userId: before.id, email: before.email, purpose: "restore_email" });
  const link = token === null ? null : `${ctx.publicUrl}/reset-password?token=${token}`;
  await enqueueMail(ctx, { to: before.email, userId: before.id, kind: "email_changed", about: { link } });
}
