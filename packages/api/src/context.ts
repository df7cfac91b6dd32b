import type { StartedSession } from "@eventmaster/core/accounts/start-session";
import type { Context } from "@eventmaster/core/context";

/** The browser's side of a session: both tokens in httpOnly cookies, which only the host can set. */
export interface SessionCookies {
  refreshToken: string | null;
  keep(started: StartedSession): void;
  /** For API clients, which hold the access token themselves. */
  keepRefreshToken(started: StartedSession): void;
  forget(): void;
}

export interface ApiContext extends Context {
  cookies: SessionCookies;
}
