import { createAccessTokens } from "@eventmaster/core/accounts/access-tokens";
import { createRefreshTokens } from "@eventmaster/core/accounts/refresh-tokens";
import { loadTicketKeys } from "@eventmaster/core/check-in/ticket-keys";
import { seedDemoData } from "@eventmaster/core/demo/seed-demo-data";
import { openJobQueue } from "@eventmaster/core/jobs/job-queue";
import { createLiveFeed } from "@eventmaster/core/live/live-feed";
import { createMailLinks } from "@eventmaster/core/notifications/mail-links";
import { defaultOrganization } from "@eventmaster/core/organizations/default-organization";
import { createRateLimiter, noRateLimits } from "@eventmaster/core/rate-limits/rate-limiter";
import { createTestDatabase, type TestDatabase } from "@eventmaster/db/test-database";
import type { Wallets } from "@eventmaster/core/wallets/wallets";
import { pino } from "pino";
import { buildApp } from "../app.ts";

interface TestAppOptions {
  wallets?: Wallets;
  trustedProxies?: string[];
  hasRateLimits?: boolean;
  /** Of another host that it shares; whose it is closes it. */
  database?: TestDatabase;
}

/** The host as it runs, on a database of its own; requests are injected, no port is opened. */
export async function buildTestApp(options: TestAppOptions = {}) {
  const database = options.database ?? (await createTestDatabase({ max: 10 }));
  const { db } = database;
  const organizationId = await defaultOrganization(db);
  const ticketKeys = await loadTicketKeys(db);
  const jobs = await openJobQueue(db);
  const secretKey = "a secret key of which nothing but tests knows";
  const logger = pino({ level: "silent" });
  const live = createLiveFeed(db, logger);
  const app = await buildApp(
    {
      db,
      organizationId,
      ticketKeys,
      accessTokens: createAccessTokens(secretKey),
      refreshTokens: createRefreshTokens(secretKey),
      jobs,
      mailLinks: createMailLinks(secretKey),
      publicUrl: "https://events.test",
      wallets: options.wallets,
      rateLimiter: options.hasRateLimits ? createRateLimiter({ kind: "postgres", db }) : noRateLimits,
      live,
      facts: { version: "0.0.0", startedAt: new Date(), mailMode: "outbox", limitStore: "postgres" },
      corsOrigins: [],
    },
    { logger, trustedProxies: options.trustedProxies ?? [] },
  );
  return {
    app,
    db,
    live,
    organizationId,
    seed: () => seedDemoData({ db, organizationId, ticketKeys, now: new Date() }),
    close: async () => {
      await live.close();
      await app.close();
      await jobs.close();
      if (!options.database) await database.close();
    },
  };
}
