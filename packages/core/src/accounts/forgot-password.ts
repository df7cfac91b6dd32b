import type { forgotPasswordInput } from "@eventmaster/contract/accounts";
import { registrations } from "@eventmaster/db/schema/registrations";
import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { membershipOf } from "../organizations/membership-of.ts";
import { issueAccountToken } from "./account-tokens.ts";
import { findAccount } from "./find-account.ts";
import { sendClaimMail } from "./send-claim-mail.ts";

/**
 * Mails a link to choose a new password; who never had one (registered at the door) gets the link to claim the account.
 * For an unknown email nothing happens, so callers must not wait for it before they answer: the time would tell.
 */
export async function forgotPassword(
  ctx: Context,
  input: z.infer<typeof forgotPasswordInput>,
): Promise<void> {
  const user = await findAccount(ctx, input.email);
  if (!user) return;
  const { organizationId } = await membershipOf(ctx.pool, user.id, ctx.organizationId);
  await transaction({ ...ctx, organizationId }, async (ctx) => {
    await recordAudit(ctx, {
      action: "account.forgot_password",
      subjectType: "user",
      subjectId: user.id,
    });
    if (user.hashedPassword === null) {
      const [last] = await ctx.db
        .select({ eventTitle: registrations.eventTitle })
        .from(registrations)
        .where(eq(registrations.userId, user.id))
        .orderBy(desc(registrations.eventStartAt), desc(registrations.id))
        .limit(1);
      await sendClaimMail(ctx, user, last?.eventTitle ?? "EventMaster");
      return;
    }
    const token = await issueAccountToken(ctx, {
      userId: user.id,
      email: user.email,
      purpose: "reset_password",
    });
    await enqueueMail(ctx, {
      to: user.email,
      userId: user.id,
      kind: "reset_password",
      about: { link: `${ctx.publicUrl}/reset-password?token=${token}` },
    });
  });
}
