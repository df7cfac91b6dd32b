import type { SessionCookies } from "@eventmaster/api/context";
import { kioskCookie } from "@eventmaster/contract/kiosk";
import { sessionDays } from "@eventmaster/core/accounts/refresh-tokens";
import type { CookieSerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

const accessCookie = "em_access";
const refreshCookie = "em_refresh";
const organizationCookie = "em_organization";

/**
 * Both tokens live in cookies that no script can read and no other site can send. The access cookie outlives its token
 * on purpose: an expired token tells the browser to renew it, where none at all would look like nobody signed in.
 */
export function sessionCookies(request: FastifyRequest, reply: FastifyReply): SessionCookies {
  const options: CookieSerializeOptions = {
    path: "/api",
    httpOnly: true,
    sameSite: "strict",
    secure: request.protocol === "https",
    maxAge: sessionDays * 24 * 60 * 60,
  };
  return {
    refreshToken: request.cookies[refreshCookie] ?? null,
    keep: ({ signedIn, refreshToken }) => {
      void reply.setCookie(accessCookie, signedIn.accessToken, options);
      void reply.setCookie(refreshCookie, refreshToken, options);
    },
    keepRefreshToken: ({ refreshToken }) => void reply.setCookie(refreshCookie, refreshToken, options),
    forget: () => {
      void reply.clearCookie(accessCookie, options);
      void reply.clearCookie(refreshCookie, options);
    },
    keepOrganization: (organizationId) => void reply.setCookie(organizationCookie, organizationId, options),
  };
}

export interface Credentials {
  accessToken: string;
  /** Sent by the browser of itself, so that the request's origin matters. */
  isFromCookie: boolean;
}

/** The access token of a request: an API client's header before a browser's cookie. */
export function credentialsOf(request: FastifyRequest): Credentials | null {
  const bearer = /^Bearer +(.+)$/iu.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return { accessToken: bearer.trim(), isFromCookie: false };
  const cookie = request.cookies[accessCookie];
  return cookie ? { accessToken: cookie, isFromCookie: true } : null;
}

/** The request comes from a browser that is locked for self check-in. A program has its own token, and no guests. */
export function isAtKiosk(request: FastifyRequest, { isFromCookie }: Credentials): boolean {
  return isFromCookie && request.cookies[kioskCookie] !== undefined;
}

/**
 * The organization that a request names. An API client insists by its header and a tab by the address (decision 51); the cookie
 * is only what this browser chose last.
 */
export function organizationOf(request: FastifyRequest): { named: string; isInsisted: boolean } | null {
  const insisted = request.headers["x-organization"] ?? organizationIn(request.query);
  if (typeof insisted === "string" && insisted !== "") return { named: insisted, isInsisted: true };
  const cookie = request.cookies[organizationCookie];
  return cookie ? { named: cookie, isInsisted: false } : null;
}

function organizationIn(query: unknown): unknown {
  return typeof query === "object" && query !== null && "organization" in query ? query.organization : null;
}
