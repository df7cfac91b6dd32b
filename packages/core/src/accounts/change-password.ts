import type { changePasswordInput } from "@eventmaster/contract/accounts";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { voidAccountTokens } from "./account-tokens.ts";
import { confirmPassword } from "./confirm-password.ts";
import { endSessionsOf } from "./end-sessions.ts";
import { hashPassword } from "./passwords.ts";
import { sendSecurityNotice, workingKeysOf } from "./security-notice.ts";

/**
 * Replaces the password. Every other session ends, and reset links that wait in a mailbox stop working. API keys stay: the
 * mail that tells of the change names them.
 * @throws validation when the current password is another
 */
export async function changePassword(
  ctx: Context,
  input: z.infer<typeof changePasswordInput>,
): Promise<void> {
  const actor = authorize(ctx, "account:manage");
  await confirmPassword(ctx, actor.userId, input.currentPassword, "currentPassword");
  const hashedPassword = await hashPassword(input.newPassword);
  const keys = await workingKeysOf(ctx.pool, actor.userId, ctx.now);
  await transaction(ctx, async (ctx) => {
    await ctx.db.update(users).set({ hashedPassword }).where(eq(users.id, actor.userId));
    await voidAccountTokens(ctx, actor.userId, ["reset_password", "claim_account"]);
    const endedSessions = await endSessionsOf(ctx, actor.userId, "password_changed", actor.sessionId);
    await recordAudit(ctx, {
      action: "account.change_password",
      subjectType: "user",
      subjectId: actor.userId,
      details: { endedSessions },
    });
    await sendSecurityNotice(ctx, actor.userId, "password_changed", keys);
  });
}
