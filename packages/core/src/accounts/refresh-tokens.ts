import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Days that a session lives without being used. */
export const sessionDays = 30;

export interface RefreshToken {
  /** What the client keeps: the session's id, a secret, and a seal that says that we made it. */
  token: string;
  hash: string;
}

export interface RefreshTokens {
  /** A session's first. */
  first(sessionId: string): RefreshToken;
  /** What this token is traded for: always the same, so that two trades at once give one session one token. */
  after(token: string): RefreshToken;
  /** Whether we made it, for this session: without the secret key nobody makes one that we did not. */
  isOurs(token: string): boolean;
}

/** Refresh tokens under the secret key (decision 18). */
export function createRefreshTokens(secretKey: string): RefreshTokens {
  const key = createHmac("sha256", secretKey).update("eventmaster refresh tokens").digest();
  const keyed = (purpose: "next" | "seal", text: string) =>
    createHmac("sha256", key).update(`${purpose}:${text}`).digest();
  const sealOf = (body: string) => keyed("seal", body).subarray(0, 16);

  function make(sessionId: string, secret: Buffer): RefreshToken {
    const body = `${sessionId}.${secret.toString("base64url")}`;
    const token = `${body}.${sealOf(body).toString("base64url")}`;
    return { token, hash: hashToken(token) };
  }

  return {
    first: (sessionId) => make(sessionId, randomBytes(32)),
    after: (token) => make(sessionOfRefreshToken(token) ?? "", keyed("next", token)),
    isOurs: (token) => {
      const end = token.lastIndexOf(".");
      const seal = Buffer.from(token.slice(end + 1), "base64url");
      const expected = sealOf(token.slice(0, end));
      return seal.length === expected.length && timingSafeEqual(seal, expected);
    },
  };
}

/** The id of the session that a token names, or null when it has not the form of one. The first ones had no seal. */
export function sessionOfRefreshToken(token: string): string | null {
  return (
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}(?:\.[\w-]{22})?$/u.exec(token)?.[1] ?? null
  );
}

/** Tokens are long and random: a plain SHA-256 hides them, a slow hash would add nothing. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

export function sessionExpiry(now: Date): Date {
  return new Date(now.getTime() + sessionDays * 24 * 60 * 60 * 1000);
}
