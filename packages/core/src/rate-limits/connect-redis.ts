import { Redis } from "ioredis";
import type { Logger } from "../context.ts";

/** A connection that comes back by itself, and in the meantime fails at once instead of making requests wait. */
export function connectRedis(url: string, logger: Logger): Redis {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 5000,
    commandTimeout: 1000,
  });
  client.on("error", (error: unknown) => logger.warn({ err: error }, "Redis does not answer"));
  return client;
}
