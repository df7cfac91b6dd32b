import { connectRedis } from "@eventmaster/core/rate-limits/connect-redis";
import {
  createRateLimiter,
  type LimitStoreKind,
  noRateLimits,
  type RateLimiter,
} from "@eventmaster/core/rate-limits/rate-limiter";
import type { Database } from "@eventmaster/db/client";
import type { FastifyBaseLogger } from "fastify";
import type { Settings } from "./env.ts";

interface RateLimits {
  rateLimiter: RateLimiter;
  store: LimitStoreKind;
  close(): Promise<void>;
}

/** Where limits are counted: in Redis when there is one, else in the database, so that all servers share them. */
export function openRateLimits(settings: Settings, db: Database, logger: FastifyBaseLogger): RateLimits {
  if (!settings.hasRateLimits) return { rateLimiter: noRateLimits, store: "off", close: async () => {} };
  if (settings.redisUrl === undefined)
    return {
      rateLimiter: createRateLimiter({ kind: "postgres", db }),
      store: "postgres",
      close: async () => {},
    };
  const client = connectRedis(settings.redisUrl, logger);
  return {
    rateLimiter: createRateLimiter({ kind: "redis", client }),
    store: "redis",
    close: async () => client.disconnect(),
  };
}
