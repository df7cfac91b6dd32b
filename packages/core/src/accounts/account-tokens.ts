import type { AccountTokenPurpose } from "@eventmaster/db/schema/accounts";
import { accountTokens } from "@eventmaster/db/schema/accounts";
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Context, TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { hashToken } from "./refresh-tokens.ts";

const hour = 60 * 60 * 1000;

/** How long each link works, in milliseconds. A claim must outlast the weekend of the event it came from. */
const lifetimes: Record<AccountTokenPurpose, number> = {
  verify_email: 72 * hour,
  reset_password: hour,
  claim_account: 14 * 24 * hour,
  restore_email: 72 * hour,
};

interface Proof {
  userId: string;
  /** Where the mail goes; it proves this address. */
  email: string;
  purpose: AccountTokenPurpose;
}

/**
 * A new single-use token, of which only the hash is kept. Earlier ones for the same purpose stop working, except those that
 * take an account back: whoever took it over must not end them by changing the address once more.
 */
export async function issueAccountToken(ctx: TenantContext, proof: Proof): Promise<string> {
  if (proof.purpose !== "restore_email") await voidAccountTokens(ctx, proof.userId, [proof.purpose]);
  const token = randomBytes(32).toString("base64url");
  await ctx.db.insert(accountTokens).values({
    id: uuidv7(),
    ...proof,
    tokenHash: hashToken(token),
    expiresAt: new Date(ctx.now.getTime() + lifetimes[proof.purpose]),
    createdAt: ctx.now,
  });
  return token;
}

export async function voidAccountTokens(
  ctx: TenantContext,
  userId: string,
  purposes: AccountTokenPurpose[],
): Promise<void> {
  await ctx.db
    .update(accountTokens)
    .set({ usedAt: ctx.now })
    .where(
      and(
        eq(accountTokens.userId, userId),
        inArray(accountTokens.purpose, purposes),
        isNull(accountTokens.usedAt),
      ),
    );
}

/**
 * Uses a token up: of two uses at once, the statement lets one through.
 * @throws link_expired
 */
export async function spendAccountToken(
  ctx: TenantContext,
  token: string,
  purposes: AccountTokenPurpose[],
): Promise<{ userId: string; email: string; purpose: AccountTokenPurpose }> {
  const [spent] = await ctx.db
    .update(accountTokens)
    .set({ usedAt: ctx.now })
    .where(
      and(
        eq(accountTokens.tokenHash, hashToken(token)),
        inArray(accountTokens.purpose, purposes),
        isNull(accountTokens.usedAt),
        gt(accountTokens.expiresAt, ctx.now),
      ),
    )
    .returning({
      userId: accountTokens.userId,
      email: accountTokens.email,
      purpose: accountTokens.purpose,
    });
  if (!spent) throw new DomainError("link_expired");
  return spent;
}

/** A token that has not expired and does nothing any more; who uses it at this moment is waited for. */
export async function lockUsedToken(
  ctx: TenantContext,
  token: string,
  purpose: AccountTokenPurpose,
): Promise<{ email: string } | null> {
  const [found] = await ctx.db
    .select({ email: accountTokens.email, usedAt: accountTokens.usedAt })
    .from(accountTokens)
    .where(
      and(
        eq(accountTokens.tokenHash, hashToken(token)),
        eq(accountTokens.purpose, purpose),
        gt(accountTokens.expiresAt, ctx.now),
      ),
    )
    .for("update");
  return found?.usedAt ? { email: found.email } : null;
}

/** Whose a token is, for the gate to find the person's organization; whether it still works, the spending decides. */
export async function holderOf(ctx: Context, token: string): Promise<string> {
  const [found] = await ctx.pool
    .select({ userId: accountTokens.userId })
    .from(accountTokens)
    .where(eq(accountTokens.tokenHash, hashToken(token)));
  if (!found) throw new DomainError("link_expired");
  return found.userId;
}
