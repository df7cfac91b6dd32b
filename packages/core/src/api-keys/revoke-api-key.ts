import { apiKeys } from "@eventmaster/db/schema/accounts";
import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** Ends one of one's own keys, from the next request on. Twice is once. @throws not_found */
export async function revokeApiKey(ctx: Context, input: { apiKeyId: string }): Promise<void> {
  const actor = authorize(ctx, "api-key:manage");
  await transaction(ctx, async (ctx) => {
    const mine = and(
      eq(apiKeys.organizationId, ctx.organizationId),
      eq(apiKeys.id, input.apiKeyId),
      eq(apiKeys.userId, actor.userId),
    );
    const [revoked] = await ctx.db
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(mine, isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    if (!revoked) {
      if ((await ctx.db.$count(apiKeys, mine)) === 0) throw new DomainError("not_found");
      return;
    }
    await recordAudit(ctx, { action: "api_key.revoke", subjectType: "api_key", subjectId: revoked.id });
  });
}
