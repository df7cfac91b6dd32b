import type { logInInput } from "@eventmaster/contract/accounts";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { membershipOf } from "../organizations/membership-of.ts";
import { findAccount } from "./find-account.ts";
import { isPasswordRight } from "./passwords.ts";
import { type StartedSession, startSession } from "./start-session.ts";

/**
 * Signs a person in by email and password, whatever organizations they belong to. An unknown email and a wrong password
 * get the same answer in the same time (CONTRACT §3, "Log in").
 * @throws wrong_credentials
 */
export async function logIn(ctx: Context, input: z.infer<typeof logInInput>): Promise<StartedSession> {
  const user = await findAccount(ctx, input.email);
  const isRight = await isPasswordRight(input.password, user?.hashedPassword ?? null);
  if (!user || !isRight) {
    ctx.logger.warn({ userId: user?.id ?? null }, "log-in refused");
    throw new DomainError("wrong_credentials");
  }
  const { organizationId, role } = await membershipOf(ctx.pool, user.id, ctx.organizationId);
  return transaction({ ...ctx, organizationId }, async (ctx) => {
    const { id, email, displayName, locale, timeZone } = user;
    const started = await startSession(ctx, { id, email, displayName, locale, timeZone, role });
    await recordAudit(ctx, {
      action: "account.log_in",
      subjectType: "user",
      subjectId: user.id,
      actorId: user.id,
    });
    return started;
  });
}
