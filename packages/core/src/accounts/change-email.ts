import type { changeEmailInput } from "@eventmaster/contract/accounts";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { confirmPassword } from "./confirm-password.ts";
import { sendVerification } from "./send-verification.ts";

/**
 * Asks for another address. The account keeps the old one until the link that is sent to the new one comes back.
 * @throws validation (not the current password), email_taken
 */
export async function changeEmail(ctx: Context, input: z.infer<typeof changeEmailInput>): Promise<void> {
  const actor = authorize(ctx, "account:manage");
  const user = await confirmPassword(ctx, actor.userId, input.currentPassword, "currentPassword");
  await transaction(ctx, async (ctx) => {
    const [taken] = await ctx.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(sql`lower(${users.email})`, sql`lower(${input.newEmail})`), ne(users.id, actor.userId)));
    if (taken)
      throw new DomainError("email_taken", {
        fields: { newEmail: "There is an account with this email already" },
      });
    await sendVerification(ctx, { ...user, email: input.newEmail });
    await recordAudit(ctx, {
      action: "account.ask_for_email_change",
      subjectType: "user",
      subjectId: actor.userId,
    });
  });
}
