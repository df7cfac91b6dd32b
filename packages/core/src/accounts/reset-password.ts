import type { resetPasswordInput } from "@eventmaster/contract/accounts";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { membershipOf } from "../organizations/membership-of.ts";
import { holderOf, spendAccountToken, voidAccountTokens } from "./account-tokens.ts";
import { endSessionsOf } from "./end-sessions.ts";
import { hashPassword } from "./passwords.ts";

type NewPassword = z.infer<typeof resetPasswordInput>;

/**
 * Sets a new password by the link of a mail, which also proves the address. Whoever else is signed in is not any more.
 * @throws link_expired
 */
export async function resetPassword(ctx: Context, input: NewPassword): Promise<{ email: string }> {
  return setPasswordByLink(ctx, input, "reset_password");
}

/**
 * Sets the first password of an account that others made, at the door or from a list, and proves its address.
 * @throws link_expired, also once there is a password
 */
export async function claimAccount(ctx: Context, input: NewPassword): Promise<{ email: string }> {
  return setPasswordByLink(ctx, input, "claim_account");
}

async function setPasswordByLink(
  ctx: Context,
  input: NewPassword,
  purpose: "reset_password" | "claim_account",
): Promise<{ email: string }> {
  const userId = await holderOf(ctx, input.token);
  const { organizationId } = await membershipOf(ctx.pool, userId, ctx.organizationId);
  const hashedPassword = await hashPassword(input.password);
  return transaction({ ...ctx, organizationId }, async (ctx) => {
    const { email } = await spendAccountToken(ctx, input.token, [purpose]);
    await storePassword(ctx, { userId, email, hashedPassword, isFirst: purpose === "claim_account" });
    await voidAccountTokens(ctx, userId, ["reset_password", "claim_account"]);
    const ended = await endSessionsOf(ctx, userId, purpose);
    await recordAudit(ctx, {
      action: purpose === "claim_account" ? "account.claim" : "account.reset_password",
      subjectType: "user",
      subjectId: userId,
      actorId: userId,
      details: { endedSessions: ended },
    });
    return { email };
  });
}

/** The link must have gone to the address that the account still has; a claim finds no password there yet. */
async function storePassword(
  ctx: TenantContext,
  set: { userId: string; email: string; hashedPassword: string; isFirst: boolean },
): Promise<void> {
  const [stored] = await ctx.db
    .update(users)
    .set({
      hashedPassword: set.hashedPassword,
      emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${ctx.now})`,
    })
    .where(
      and(
        eq(users.id, set.userId),
        eq(sql`lower(${users.email})`, sql`lower(${set.email})`),
        set.isFirst ? isNull(users.hashedPassword) : undefined,
      ),
    )
    .returning({ id: users.id });
  if (!stored) throw new DomainError("link_expired");
}
