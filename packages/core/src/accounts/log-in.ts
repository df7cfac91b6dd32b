import type { logInInput } from "@eventmaster/contract/accounts";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { isPasswordRight } from "./passwords.ts";
import { type StartedSession, startSession } from "./start-session.ts";

/**
 * Signs a person in by email and password. An unknown email and a wrong password get the same answer in the same time
 * (CONTRACT §3, "Log in").
 * @throws wrong_credentials
 */
export async function logIn(ctx: Context, input: z.infer<typeof logInInput>): Promise<StartedSession> {
  const [user] = await ctx.pool
    .select({
      id: users.id,
      email: users.email,
      displayName: users.displayName,
      hashedPassword: users.hashedPassword,
      role: memberships.role,
    })
    .from(users)
    .innerJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.organizationId, ctx.organizationId)),
    )
    .where(eq(sql`lower(${users.email})`, sql`lower(${input.email})`));
  const isRight = await isPasswordRight(input.password, user?.hashedPassword ?? null);
  if (!user || !isRight) {
    ctx.logger.warn({ userId: user?.id ?? null }, "log-in refused");
    throw new DomainError("wrong_credentials");
  }
  return transaction(ctx, async (ctx) => {
    const started = await startSession(ctx, {
      id: user.id,
      email: user.email,
      displayName: user.displayName,
      role: user.role,
    });
    await recordAudit(ctx, {
      action: "account.log_in",
      subjectType: "user",
      subjectId: user.id,
      actorId: user.id,
    });
    return started;
  });
}
