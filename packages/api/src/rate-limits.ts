import { type RateLimit, type RateLimitName, rateLimits } from "@eventmaster/contract/rate-limits";
import { DomainError } from "@eventmaster/core/domain-error";
import type { LimitedRequest } from "@eventmaster/core/rate-limits/rate-limiter";
import type { ApiContext } from "./context.ts";

/** @throws rate_limited, with the seconds until it is worth trying again */
export async function takePoints(
  ctx: ApiContext,
  names: readonly RateLimitName[],
  request: LimitedRequest,
): Promise<void> {
  const seconds = await ctx.rateLimiter.take(names, request, ctx.logger);
  if (seconds === null) return;
  throw new DomainError("rate_limited", {
    message: `Too many requests. Try again in ${inWords(seconds)}.`,
    retryAfterSeconds: seconds,
  });
}

export function isForgivenBySuccess(name: RateLimitName): boolean {
  const limit: RateLimit = rateLimits[name];
  return limit.isForgivenBySuccess === true;
}

/** The email that an input not checked yet is about, if it is about one. */
export function emailIn(input: unknown): string | null {
  if (typeof input !== "object" || input === null || !("email" in input)) return null;
  return typeof input.email === "string" ? input.email : null;
}

/** Whole minutes from two on: nobody counts 437 seconds. */
function inWords(seconds: number): string {
  if (seconds === 1) return "a second";
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
