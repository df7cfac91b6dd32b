import type { createApiKeyInput, CreatedApiKey } from "@eventmaster/contract/api-keys";
import { apiKeys } from "@eventmaster/db/schema/accounts";
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { hashToken } from "../accounts/refresh-tokens.ts";
import { sendSecurityNotice } from "../accounts/security-notice.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize, may } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { showApiKey } from "./api-key-view.ts";
import { keyMark } from "./authenticate-api-key.ts";

/** So many characters tell keys apart, and leave 200 bits to guess. */
const prefixLength = 11;

/**
 * Makes a key for a machine, within the current organization and one's own rights. The key is in this answer and nowhere
 * else; a mail tells its owner that there is one.
 * @throws validation for an action that the person may not do, or an end in the past
 */
export async function createApiKey(
  ctx: Context,
  input: z.infer<typeof createApiKeyInput>,
): Promise<CreatedApiKey> {
  const actor = authorize(ctx, "api-key:manage");
  const beyond = input.actions.find((action) => !may(actor, action));
  if (beyond !== undefined)
    throw new DomainError("validation", { fields: { actions: `Your role does not allow ${beyond}` } });
  const expiresAt = input.expiresAt ?? null;
  if (expiresAt !== null && expiresAt <= ctx.now)
    throw new DomainError("validation", { fields: { expiresAt: "Must be in the future" } });
  const key = `${keyMark}${randomBytes(32).toString("base64url")}`;
  return transaction(ctx, async (ctx) => {
    const [made] = await ctx.db
      .insert(apiKeys)
      .values({
        id: uuidv7(),
        organizationId: ctx.organizationId,
        userId: actor.userId,
        name: input.name,
        prefix: key.slice(0, prefixLength),
        keyHash: hashToken(key),
        actions: input.actions,
        expiresAt,
        createdAt: ctx.now,
      })
      .returning();
    if (!made) throw new Error("The key was not made");
    await recordAudit(ctx, {
      action: "api_key.create",
      subjectType: "api_key",
      subjectId: made.id,
      details: { actions: input.actions, expiresAt: expiresAt?.toISOString() ?? null },
    });
    await sendSecurityNotice(ctx, actor.userId, "api_key_created", [made.name]);
    return { ...showApiKey(made), key };
  });
}
