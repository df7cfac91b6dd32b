import type { ApiKey } from "@eventmaster/contract/api-keys";
import type { apiKeys } from "@eventmaster/db/schema/accounts";

/** A key as its owner sees it: everything but the key. */
export function showApiKey(row: typeof apiKeys.$inferSelect): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    actions: row.actions,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
