import { accountTokens } from "@eventmaster/db/schema/accounts";
import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/** The new address that a person asked for and has not proved yet. */
export async function pendingEmailOf(
  ctx: TenantContext,
  user: { id: string; email: string },
): Promise<string | null> {
  const [found] = await ctx.db
    .select({ email: accountTokens.email })
    .from(accountTokens)
    .where(
      and(
        eq(accountTokens.userId, user.id),
        eq(accountTokens.purpose, "verify_email"),
        ne(sql`lower(${accountTokens.email})`, sql`lower(${user.email})`),
        isNull(accountTokens.usedAt),
        gt(accountTokens.expiresAt, ctx.now),
      ),
    )
    .orderBy(desc(accountTokens.createdAt))
    .limit(1);
  return found?.email ?? null;
}
