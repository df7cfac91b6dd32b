import type { ApiKey } from "@eventmaster/contract/api-keys";
import { apiKeys } from "@eventmaster/db/schema/accounts";
import { and, desc, eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { showApiKey } from "./api-key-view.ts";

/** One's own keys in the current organization, newest first; the newest hundred. */
export async function listApiKeys(ctx: Context): Promise<{ items: ApiKey[] }> {
  const actor = authorize(ctx, "api-key:manage");
  return reading(ctx, async (ctx) => {
    const rows = await ctx.db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.organizationId, ctx.organizationId), eq(apiKeys.userId, actor.userId)))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
      .limit(100);
    return { items: rows.map(showApiKey) };
  });
}
