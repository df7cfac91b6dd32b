import { createHash, randomBytes } from "node:crypto";

/** Days that a session lives without being used. */
export const sessionDays = 30;

export interface RefreshToken {
  /** What the client keeps: the session's id and a secret. */
  token: string;
  hash: string;
}

export function createRefreshToken(sessionId: string): RefreshToken {
  const token = `${sessionId}.${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

/** The id of the session that a token names, or null when it has not the form of one. */
export function sessionOfRefreshToken(token: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/u.exec(token)?.[1] ?? null;
}

/** Tokens are long and random: a plain SHA-256 hides them, a slow hash would add nothing. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

export function sessionExpiry(now: Date): Date {
  return new Date(now.getTime() + sessionDays * 24 * 60 * 60 * 1000);
}
