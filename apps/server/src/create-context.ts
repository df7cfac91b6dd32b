import type { ApiContext } from "@eventmaster/api/context";
import { toTrpcError } from "@eventmaster/api/error-shape";
import type { AccessTokens } from "@eventmaster/core/accounts/access-tokens";
import { authenticate } from "@eventmaster/core/accounts/authenticate";
import type { TicketKeys } from "@eventmaster/core/check-in/ticket-keys";
import type { OrganizationId } from "@eventmaster/core/context";
import { DomainError } from "@eventmaster/core/domain-error";
import type { Database } from "@eventmaster/db/client";
import type { FastifyReply, FastifyRequest } from "fastify";
import { credentialsOf, sessionCookies } from "./session-cookies.ts";

/** What lives as long as the process. */
export interface Services {
  db: Database;
  organizationId: OrganizationId;
  accessTokens: AccessTokens;
  ticketKeys: TicketKeys;
  corsOrigins: string[];
}

/** Procedures that make or renew a session must work with an expired token at hand. */
const sessionMakers =
  /\/(?:accounts\.(?:logIn|signUp|refresh|signUpForToken|token|refreshToken)|auth\/(?:login|signup|refresh))$/u;

/**
 * The context of one request: who asks, and from where.
 * @throws TRPCError session_ended for a token that does not work (any more), wrong_origin for another site's request
 */
export async function createContext(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ApiContext> {
  const now = new Date();
  const { db, organizationId, accessTokens, ticketKeys } = services;
  const base: ApiContext = {
    pool: db,
    organizationId,
    accessTokens,
    ticketKeys,
    actor: null,
    now,
    logger: request.log,
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers["user-agent"]?.slice(0, 400) ?? null,
    cookies: sessionCookies(request, reply),
  };
  try {
    refuseOtherSites(request, services.corsOrigins);
    const path = request.url.split("?", 1)[0] ?? "";
    const credentials = sessionMakers.test(path) ? null : credentialsOf(request);
    if (credentials === null) return base;
    return {
      ...base,
      actor: await authenticate({ pool: db, accessTokens, organizationId, now }, credentials.accessToken),
    };
  } catch (error) {
    throw error instanceof DomainError ? toTrpcError(error) : error;
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
