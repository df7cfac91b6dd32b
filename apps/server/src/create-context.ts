import type { ApiContext } from "@eventmaster/api/context";
import { toTrpcError } from "@eventmaster/api/error-shape";
import type { AccessTokens } from "@eventmaster/core/accounts/access-tokens";
import { authenticate } from "@eventmaster/core/accounts/authenticate";
import { authenticateApiKey, keyMark } from "@eventmaster/core/api-keys/authenticate-api-key";
import type { RefreshTokens } from "@eventmaster/core/accounts/refresh-tokens";
import type { TicketKeys } from "@eventmaster/core/check-in/ticket-keys";
import type { OrganizationId } from "@eventmaster/core/context";
import { DomainError } from "@eventmaster/core/domain-error";
import type { JobQueue } from "@eventmaster/core/jobs/job-queue";
import type { LiveFeed } from "@eventmaster/core/live/live-feed";
import type { MailLinks } from "@eventmaster/core/notifications/mail-links";
import { findOrganization } from "@eventmaster/core/organizations/find-organization";
import type { ProcessFacts } from "@eventmaster/core/system/get-system-state";
import type { RateLimiter } from "@eventmaster/core/rate-limits/rate-limiter";
import type { Wallets } from "@eventmaster/core/wallets/wallets";
import type { Database } from "@eventmaster/db/client";
import type { FastifyReply, FastifyRequest } from "fastify";
import { credentialsOf, isAtKiosk, organizationOf, sessionCookies } from "./session-cookies.ts";

/** What lives as long as the process. */
export interface Services {
  db: Database;
  /** Where everybody is who names no organization and belongs to none. */
  organizationId: OrganizationId;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  ticketKeys: TicketKeys;
  jobs: JobQueue;
  mailLinks: MailLinks;
  publicUrl: string;
  wallets?: Wallets | undefined;
  webhooksReachPrivate?: boolean | undefined;
  rateLimiter: RateLimiter;
  live: LiveFeed;
  facts: ProcessFacts;
  corsOrigins: string[];
}

/** Procedures that make, renew or recover a session, or need none, must work with an expired token at hand. */
const needNoSession =
  /^\/unsubscribe\/|\/(?:accounts\.(?:logIn|signUp|refresh|signUpForToken|token|refreshToken|forgotPassword|resetPassword|claim|verifyEmail)|checkIn\.(?:handIn|clock)|door\/(?:scans|clock)|auth\/(?:login|signup|refresh|claim|password\/(?:forgot|reset)|email\/verify))$/u;

/**
 * The gate: who asks, from where, and in which organization.
 * @throws TRPCError session_ended for a token that does not work (any more), organization_not_found for a header
 *   or address that names none, wrong_origin for another site's request
 */
export async function createContext(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ApiContext> {
  const now = new Date();
  const { db, organizationId, accessTokens, refreshTokens, ticketKeys, jobs, mailLinks } = services;
  const { publicUrl, wallets, webhooksReachPrivate, rateLimiter, live, facts } = services;
  const base: ApiContext = {
    pool: db,
    organizationId,
    accessTokens,
    refreshTokens,
    ticketKeys,
    jobs,
    mailLinks,
    publicUrl,
    wallets,
    webhooksReachPrivate,
    actor: null,
    now,
    logger: request.log,
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers["user-agent"]?.slice(0, 400) ?? null,
    cookies: sessionCookies(request, reply),
    rateLimiter,
    live,
    facts,
  };
  try {
    refuseOtherSites(request, services.corsOrigins);
    const path = request.url.split("?", 1)[0] ?? "";
    const credentials = needNoSession.test(path) ? null : credentialsOf(request);
    const place = await placeOf(request, services);
    if (credentials === null) return { ...base, organizationId: place.organizationId };
    const gate = { pool: db, accessTokens, now, ...place };
    const { organizationId, ...actor } = credentials.accessToken.startsWith(keyMark)
      ? await authenticateApiKey(gate, credentials.accessToken)
      : await authenticate(gate, credentials.accessToken);
    return { ...base, organizationId, actor: { ...actor, isAtKiosk: isAtKiosk(request, credentials) } };
  } catch (error) {
    throw error instanceof DomainError ? toTrpcError(error) : error;
  }
}

/** A cookie may be older than what it names: then it counts for nothing. */
async function placeOf(
  request: FastifyRequest,
  services: Services,
): Promise<{ organizationId: OrganizationId; isOrganizationNamed: boolean }> {
  const asked = organizationOf(request);
  if (asked === null) return { organizationId: services.organizationId, isOrganizationNamed: false };
  try {
    const organizationId = await findOrganization(services.db, asked.named);
    return { organizationId, isOrganizationNamed: asked.isInsisted };
  } catch (error) {
    if (asked.isInsisted || !(error instanceof DomainError)) throw error;
    return { organizationId: services.organizationId, isOrganizationNamed: false };
  }
}

/**
 * Cookies are SameSite already; this also stops what shares our site but not our origin (another port, a sibling
 * domain), and a log-in forged from elsewhere. Requests with no such headers come from programs, not browsers.
 */
function refuseOtherSites(request: FastifyRequest, allowedOrigins: string[]): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const { origin } = request.headers;
  if (origin !== undefined && allowedOrigins.includes(origin)) return;
  const site = request.headers["sec-fetch-site"];
  if (site === "same-origin" || site === "none") return;
  if (site === undefined && (origin === undefined || isHost(origin, request.host))) return;
  throw new DomainError("wrong_origin");
}

function isHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
