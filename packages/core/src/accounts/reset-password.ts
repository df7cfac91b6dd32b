import type { resetPasswordInput } from "@eventmaster/contract/accounts";
import { violatedConstraint } from "@eventmaster/db/client";
import { apiKeys } from "@eventmaster/db/schema/accounts";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { inOrganization } from "../organizations/in-organization.ts";
import { membershipOf } from "../organizations/membership-of.ts";
import { organizationsOf } from "../organizations/organizations-of.ts";
import { holderOf, spendAccountToken, voidAccountTokens } from "./account-tokens.ts";
import { endSessionsOf } from "./end-sessions.ts";
import { hashPassword } from "./passwords.ts";
import { sendSecurityNotice, workingKeysOf } from "./security-notice.ts";

type NewPassword = z.infer<typeof resetPasswordInput>;
type Purpose = "reset_password" | "restore_email" | "claim_account";

/**
 * Sets a new password by the link of a mail, which also proves the address. Whoever else is signed in is not any more; API
 * keys stay, and the mail that tells of it names them. The link that told an address that it is the account's no longer
 * gives it back, and ends API keys as well.
 * @throws link_expired; email_taken when another account has the address that was to come back
 */
export async function resetPassword(ctx: Context, input: NewPassword): Promise<{ email: string }> {
  return setPasswordByLink(ctx, input, ["reset_password", "restore_email"]);
}

/**
 * Sets the first password of an account that others made, at the door or from a list, and proves its address.
 * @throws link_expired, also once there is a password
 */
export async function claimAccount(ctx: Context, input: NewPassword): Promise<{ email: string }> {
  return setPasswordByLink(ctx, input, ["claim_account"]);
}

const auditActions = {
  reset_password: "account.reset_password",
  restore_email: "account.restore_email",
  claim_account: "account.claim",
} satisfies Record<Purpose, string>;

async function setPasswordByLink(
  ctx: Context,
  input: NewPassword,
  purposes: Purpose[],
): Promise<{ email: string }> {
  const userId = await holderOf(ctx, input.token);
  const { organizationId } = await membershipOf(ctx.pool, userId, ctx.organizationId);
  const belongsTo = await organizationsOf(ctx.pool, userId);
  const hashedPassword = await hashPassword(input.password);
  const keys = await workingKeysOf(ctx.pool, userId, ctx.now);
  try {
    return await transaction({ ...ctx, organizationId }, async (ctx) => {
      const spent = await spendAccountToken(ctx, input.token, purposes);
      const { email } = spent;
      // One of those that were asked for.
      const purpose = purposes.find((asked) => asked === spent.purpose) ?? "reset_password";
      await storePassword(ctx, { userId, email, hashedPassword, purpose });
      await voidAccountTokens(ctx, userId, ["reset_password", "claim_account", "restore_email"]);
      const ended = await endSessionsOf(ctx, userId, purpose);
      if (purpose === "restore_email") {
        await voidAccountTokens(ctx, userId, ["verify_email"]);
        for (const { id } of belongsTo) await inOrganization(ctx, id, (ctx) => revokeKeysOf(ctx, userId));
      }
      await recordAudit(ctx, {
        action: auditActions[purpose],
        subjectType: "user",
        subjectId: userId,
        actorId: userId,
        details: { endedSessions: ended },
      });
      // A claim is a first password: nobody had another.
      if (purpose !== "claim_account")
        await sendSecurityNotice(ctx, userId, "password_reset", purpose === "restore_email" ? [] : keys);
      return { email };
    });
  } catch (error) {
    if (violatedConstraint(error) === "users_email_key")
      throw new DomainError("email_taken", { cause: error });
    throw error;
  }
}

/**
 * The link must have gone to the address that the account still has, unless it is to come back; a claim finds no password
 * there yet.
 */
async function storePassword(
  ctx: TenantContext,
  set: { userId: string; email: string; hashedPassword: string; purpose: Purpose },
): Promise<void> {
  const isAddressOf = eq(sql`lower(${users.email})`, sql`lower(${set.email})`);
  const comesBack = set.purpose === "restore_email";
  const [stored] = await ctx.db
    .update(users)
    .set({
      hashedPassword: set.hashedPassword,
      ...(comesBack ? { email: set.email } : {}),
      emailVerifiedAt: comesBack ? ctx.now : sql`coalesce(${users.emailVerifiedAt}, ${ctx.now})`,
    })
    .where(
      and(
        eq(users.id, set.userId),
        comesBack ? undefined : isAddressOf,
        set.purpose === "claim_account" ? isNull(users.hashedPassword) : undefined,
      ),
    )
    .returning({ id: users.id });
  if (!stored) throw new DomainError("link_expired");
}

async function revokeKeysOf(ctx: TenantContext, userId: string): Promise<void> {
  await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(apiKeys.organizationId, ctx.organizationId),
        eq(apiKeys.userId, userId),
        isNull(apiKeys.revokedAt),
      ),
    );
}
