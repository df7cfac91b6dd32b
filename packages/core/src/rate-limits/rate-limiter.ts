import { type RateLimit, type RateLimitName, rateLimits } from "@eventmaster/contract/rate-limits";
import type { Database } from "@eventmaster/db/client";
import type { Redis } from "ioredis";
import { createHash } from "node:crypto";
import {
  type RateLimiterAbstract,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";
import type { Logger } from "../context.ts";
import { createLocalCounter } from "./local-counter.ts";

/** Who asks, as far as a limit may count. */
export interface LimitedRequest {
  ip: string | null;
  userId: string | null;
  /** The email that the request is about, as typed. */
  email: string | null;
}

export interface RateLimiter {
  /** Takes a point of each limit. @returns null, or in how many seconds it is worth trying again */
  take(names: readonly RateLimitName[], request: LimitedRequest, logger: Logger): Promise<number | null>;
  /** Begins the count afresh, after the request has shown that it was no guess. */
  forgive(names: readonly RateLimitName[], request: LimitedRequest, logger: Logger): Promise<void>;
}

/** Where limits are counted. */
export type LimitStoreKind = "postgres" | "redis" | "off";

export type LimitStore = { kind: "postgres"; db: Database } | { kind: "redis"; client: Redis };

/** For tests, and for `RATE_LIMITS=off`. */
export const noRateLimits: RateLimiter = {
  take: () => Promise.resolve(null),
  forgive: () => Promise.resolve(),
};

interface Counters {
  /** Shared by all processes. */
  store: RateLimiterAbstract;
  /** Counts in this process alone: what the store is not asked for, and all of it while the store is away. */
  local: ReturnType<typeof createLocalCounter>;
}

/**
 * Limits that several servers share, in PostgreSQL or Redis. Who is over a limit is remembered in the process until it is
 * over, so that a flood does not reach the store. A store that fails closes no door: this process counts alone meanwhile.
 */
export function createRateLimiter(
  store: LimitStore,
  table: Record<string, RateLimit> = rateLimits,
): RateLimiter {
  const counters = new Map<string, Counters>();
  for (const [name, limit] of Object.entries(table)) counters.set(name, makeCounters(store, name, limit));

  async function takeOne(name: string, request: LimitedRequest, logger: Logger): Promise<number | null> {
    const limit = table[name];
    const counter = counters.get(name);
    if (!limit || !counter) throw new Error(`There is no rate limit named ${name}`);
    const key = keyOf(limit, request);
    const local = counter.local.consume(key);
    // The store is asked with the last of each block, and with every request once this process alone has seen too many.
    if (local.isAllowed && local.consumed % limit.every !== 0) return null;
    try {
      const shared = await settle(counter.store.consume(key, limit.every));
      return shared.isAllowed ? null : shared.seconds;
    } catch (error) {
      logger.warn({ err: error, limit: name }, "the store of rate limits fails: this process counts alone");
      return local.isAllowed ? null : local.seconds;
    }
  }

  return {
    take: async (names, request, logger) => {
      const waits = await Promise.all(names.map((name) => takeOne(name, request, logger)));
      const longest = Math.max(0, ...waits.map((seconds) => seconds ?? 0));
      return longest > 0 ? longest : null;
    },
    forgive: async (names, request, logger) => {
      for (const name of names) {
        const limit = table[name];
        const counter = counters.get(name);
        if (!limit || !counter) continue;
        const key = keyOf(limit, request);
        counter.local.delete(key);
        await counter.store.delete(key).catch((error: unknown) => {
          logger.warn({ err: error, limit: name }, "the store of rate limits fails");
        });
      }
    },
  };
}

function makeCounters(store: LimitStore, name: string, limit: RateLimit): Counters {
  const options = {
    keyPrefix: `limit:${name}`,
    points: limit.points,
    duration: limit.seconds,
    inMemoryBlockOnConsumed: limit.points,
  };
  return {
    store:
      store.kind === "redis"
        ? new RateLimiterRedis({ ...options, storeClient: store.client, rejectIfRedisNotReady: true })
        : new RateLimiterPostgres({
            ...options,
            storeClient: queryThrough(store.db),
            storeType: "client",
            tableName: "rate_limits",
            // A migration made it; one of the limiters clears it.
            tableCreated: true,
            clearExpiredByTimeout: name === "reads",
          }),
    local: createLocalCounter(limit),
  };
}

/** The pool as rate-limiter-flexible wants a client of node-postgres to look. */
function queryThrough(db: Database) {
  return {
    query: async ({ text, values }: { text: string; values: (string | number)[] }) => {
      const rows = await db.$client.unsafe(text, values, { prepare: true });
      return { rows, rowCount: rows.count };
    },
  };
}

async function settle(
  consuming: Promise<RateLimiterRes>,
): Promise<{ isAllowed: boolean; consumed: number; seconds: number }> {
  const [isAllowed, result] = await consuming.then(
    (result): [boolean, RateLimiterRes] => [true, result],
    (refusal: unknown): [boolean, RateLimiterRes] => {
      if (refusal instanceof RateLimiterRes) return [false, refusal];
      throw refusal;
    },
  );
  return {
    isAllowed,
    consumed: result.consumedPoints,
    seconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
  };
}

function keyOf(limit: RateLimit, { ip, userId, email }: LimitedRequest): string {
  const address = networkKeyOf(ip);
  switch (limit.per) {
    case "ip":
      return address;
    case "user":
      return userId ?? address;
    case "ip+email":
      return `${address} ${digestOf(email ?? "")}`;
  }
}

/** The store is told no addresses of people. */
function digestOf(email: string): string {
  return createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
}

/** Whoever has one IPv6 address has its whole /64. */
export function networkKeyOf(ip: string | null): string {
  if (ip === null) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!ip.includes(":")) return ip;
  const [head = "", tail = ""] = ip.split("%", 1)[0]?.split("::") ?? [];
  const start = head.split(":").filter(Boolean);
  const end = tail.split(":").filter(Boolean);
  const gap = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => "0");
  return `${[...start, ...gap, ...end].slice(0, 4).join(":")}::/64`.toLowerCase();
}
