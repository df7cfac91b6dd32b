import { jwtVerify, SignJWT } from "jose";
import { errors } from "jose";
import { DomainError } from "../domain-error.ts";

export interface AccessTokenClaims {
  userId: string;
  sessionId: string;
}

export interface AccessTokens {
  /** Seconds that a token lives (seed, "Token Configuration": 30 minutes). */
  lifetimeSeconds: number;
  issue(claims: AccessTokenClaims, now: Date): Promise<string>;
  /** @throws session_ended for every token that is not ours, expired or altered */
  read(token: string, now: Date): Promise<AccessTokenClaims>;
}

/** HS256 tokens with sub, sid, iat and exp, signed by the secret key (seed, "JWT Token Structure"). */
export function createAccessTokens(secretKey: string, lifetimeSeconds = 30 * 60): AccessTokens {
  const key = new TextEncoder().encode(secretKey);
  return {
    lifetimeSeconds,
    issue: ({ userId, sessionId }, now) => {
      const issuedAt = Math.floor(now.getTime() / 1000);
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .sign(key);
    },
    read: async (token, now) => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ["HS256"],
          currentDate: now,
          requiredClaims: ["sub", "sid", "iat", "exp"],
        });
        return { userId: String(payload.sub), sessionId: String(payload["sid"]) };
      } catch (error) {
        if (error instanceof errors.JOSEError) throw new DomainError("session_ended", { cause: error });
        throw error;
      }
    },
  };
}
