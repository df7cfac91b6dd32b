import type { StartedSession } from "@eventmaster/core/accounts/start-session";
import type { Context, OrganizationId } from "@eventmaster/core/context";
import type { LiveFeed } from "@eventmaster/core/live/live-feed";
import type { ProcessFacts } from "@eventmaster/core/system/get-system-state";
import type { RateLimiter } from "@eventmaster/core/rate-limits/rate-limiter";

/** The browser's side of a session: both tokens in httpOnly cookies, which only the host can set. */
export interface SessionCookies {
  refreshToken: string | null;
  keep(started: StartedSession): void;
  /** For API clients, which hold the access token themselves. */
  keepRefreshToken(started: StartedSession): void;
  forget(): void;
  /** The organization that this browser shows from now on. */
  keepOrganization(organizationId: OrganizationId): void;
}

export interface ApiContext extends Context {
  cookies: SessionCookies;
  rateLimiter: RateLimiter;
  live: LiveFeed;
  /** Of the process, for `system.state`. */
  facts: ProcessFacts;
}
