import type { Me, SignedIn } from "@eventmaster/contract/accounts";
import { sessions } from "@eventmaster/db/schema/sessions";
import { uuidv7 } from "uuidv7";
import type { TenantContext } from "../context.ts";
import { sessionExpiry } from "./refresh-tokens.ts";

/** What a successful sign-in hands out. The refresh token leaves the server in a cookie only. */
export interface StartedSession {
  signedIn: SignedIn;
  refreshToken: string;
}

/** With the role in the organization of the context. */
type Person = Omit<Me, "organizationId">;

/** Opens a session for a person whose identity was just proved. */
export async function startSession(ctx: TenantContext, user: Person): Promise<StartedSession> {
  const sessionId = uuidv7();
  const refresh = ctx.refreshTokens.first(sessionId);
  await ctx.db.insert(sessions).values({
    id: sessionId,
    userId: user.id,
    tokenHash: refresh.hash,
    userAgent: ctx.userAgent,
    ip: ctx.ip,
    createdAt: ctx.now,
    lastUsedAt: ctx.now,
    expiresAt: sessionExpiry(ctx.now),
  });
  return { signedIn: await signIn(ctx, user, sessionId), refreshToken: refresh.token };
}

/** The body of every answer that signs somebody in. */
export async function signIn(ctx: TenantContext, user: Person, sessionId: string): Promise<SignedIn> {
  return {
    user: { ...user, organizationId: ctx.organizationId },
    accessToken: await ctx.accessTokens.issue({ userId: user.id, sessionId }, ctx.now),
    tokenType: "bearer",
    expiresIn: ctx.accessTokens.lifetimeSeconds,
  };
}
