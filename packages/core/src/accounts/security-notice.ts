import type { SecurityEvent } from "@eventmaster/contract/notifications";
import type { Database } from "@eventmaster/db/client";
import { apiKeys } from "@eventmaster/db/schema/accounts";
import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";

/** So many keys are named in a mail; of more it says that there are more. */
const mostNamed = 10;

/**
 * Tells a person what happened to their account, in the transaction in which it does, whether it was them or not. `keyNames`
 * are API keys that it is about: a new one, or those that still work after a new password.
 */
export async function sendSecurityNotice(
  ctx: TenantContext,
  userId: string,
  event: SecurityEvent,
  keyNames: string[] = [],
): Promise<void> {
  await enqueueMail(ctx, {
    to: null,
    userId,
    kind: "security_notice",
    about: {
      event,
      at: ctx.now.toISOString(),
      keyNames: keyNames.slice(0, mostNamed),
      keyCount: keyNames.length,
      link: event === "api_key_created" ? `${ctx.publicUrl}/api-keys` : `${ctx.publicUrl}/account/security`,
    },
  });
}

/**
 * Names of a person's API keys that work, in every organization, so it takes the pool; some more than are named. A new
 * password leaves them: machines that run on them are no devices that somebody is signed in on (decision 49).
 */
export async function workingKeysOf(pool: Database, userId: string, now: Date): Promise<string[]> {
  const keys = await pool
    .select({ name: apiKeys.name })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.userId, userId),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    )
    .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id))
    .limit(mostNamed + 1);
  return keys.map(({ name }) => name);
}
