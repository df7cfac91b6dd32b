import { defaultLocale, type signUpInput } from "@eventmaster/contract/accounts";
import { violatedConstraint } from "@eventmaster/db/client";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { hashPassword } from "./passwords.ts";
import { sendVerification } from "./send-verification.ts";
import { type StartedSession, startSession } from "./start-session.ts";

/**
 * Makes an account with the member's role in the current organization and signs it in. It works at once; a mail asks to
 * prove the address.
 * @throws email_taken, whatever the case of the letters
 */
export async function signUp(ctx: Context, input: z.infer<typeof signUpInput>): Promise<StartedSession> {
  const user = {
    id: uuidv7(),
    email: input.email,
    displayName: input.displayName,
    locale: input.locale ?? defaultLocale,
    timeZone: input.timeZone ?? null,
  };
  const hashedPassword = await hashPassword(input.password);
  try {
    return await transaction(ctx, async (ctx) => {
      await ctx.db.insert(users).values({ ...user, hashedPassword, createdAt: ctx.now });
      await ctx.db
        .insert(memberships)
        .values({ organizationId: ctx.organizationId, userId: user.id, createdAt: ctx.now });
      await recordAudit(ctx, {
        action: "account.sign_up",
        subjectType: "user",
        subjectId: user.id,
        actorId: user.id,
      });
      await sendVerification(ctx, user);
      return startSession(ctx, { ...user, role: "member" });
    });
  } catch (error) {
    if (violatedConstraint(error) === "users_email_key")
      throw new DomainError("email_taken", {
        fields: { email: "There is an account with this email already" },
        cause: error,
      });
    throw error;
  }
}
