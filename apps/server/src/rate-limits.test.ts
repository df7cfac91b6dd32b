import { createTestDatabase } from "@eventmaster/db/test-database";
import { afterEach, describe, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";
import { runRedis } from "./testing/run-redis.ts";
import { endServers, makeDataDir, runServer } from "./testing/run-server.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  endServers();
  for (const end of ends.splice(0).toReversed()) await end();
});

interface Answer {
  status: number;
  retryAfter: string | null;
  message: string;
}

/** A guess at a password; nobody has this email, which takes as long and tells as little. */
async function guess(url: string, api: "rest" | "trpc" = "rest"): Promise<Answer> {
  const path = api === "rest" ? "/api/v1/auth/login" : "/api/trpc/accounts.logIn";
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "guessed@company.test", password: "wrong" }),
  });
  const body = (await response.json()) as { message?: string; error: { message: string } };
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    message: api === "rest" ? (body.message ?? "") : body.error.message,
  };
}

/** Two server processes on one database, as behind a load balancer. */
async function startTwo(environment: Record<string, string> = {}) {
  const database = await createTestDatabase({ max: 2 });
  ends.push(database.close);
  const dataDir = await makeDataDir();
  ends.push(() => dataDir.remove());
  const variables = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir.path,
    SECRET_KEY: "only-for-this-test-0123456789-abcdef",
    HOST: "127.0.0.1",
    DATABASE_POOL_SIZE: "4",
    NODE_ENV: "production",
    PUBLIC_URL: "https://events.example.org",
    ...environment,
  };
  const servers = [runServer(variables), runServer(variables)] as const;
  const urls = await Promise.all(servers.map((server) => server.url()));
  ends.push(async () => {
    for (const server of servers) {
      server.child.kill("SIGTERM");
      await server.exit();
    }
  });
  return { urls, database, servers };
}

/** Ten guesses, one at each server in turn. */
async function useUp(urls: string[]): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) expect((await guess(urls[attempt % 2]!)).status).toBe(401);
}

function expectRefused(answer: Answer): void {
  expect(answer.status).toBe(429);
  expect(Number(answer.retryAfter)).toBeGreaterThan(0);
  expect(Number(answer.retryAfter)).toBeLessThanOrEqual(300);
  expect(answer.message).toMatch(/^Too many requests\. Try again in \d+ (?:seconds|minutes)\.$/u);
}

describe("two server processes share a limit", () => {
  test("through PostgreSQL", async () => {
    const { urls, database } = await startTwo();
    await useUp(urls);
    for (const url of urls) {
      expectRefused(await guess(url));
      expectRefused(await guess(url, "trpc"));
    }
    const rows = await database.sql`select points from rate_limits where key like 'limit:logIn:%'`;
    expect(rows.length).toBe(1);
  }, 60_000);

  test("through a real Redis, and go on without it, each for itself, when it is gone", async () => {
    const redis = await runRedis();
    ends.push(() => redis.stop());
    const { urls, database, servers } = await startTwo({ REDIS_URL: redis.url });
    await useUp(urls);
    for (const url of urls) {
      expectRefused(await guess(url));
      expectRefused(await guess(url, "trpc"));
    }
    expect(await database.sql`select from rate_limits`).toHaveLength(0);
    await redis.stop();
    const response = await fetch(`${urls[0]}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "somebody-else@company.test", password: "wrong" }),
    });
    expect(response.status).toBe(401);
    expect(servers[0].output()).toContain("this process counts alone");
    expect((await fetch(`${urls[0]}/health/ready`)).status).toBe(200);
  }, 60_000);
});

describe("whom a limit counts", () => {
  /** The statuses of eleven guesses, each with another X-Forwarded-For, that come from this peer. */
  async function statusesOf(
    trustedProxies: string[],
    remoteAddress: string,
    forwardedFor: (attempt: number) => string,
  ): Promise<number[]> {
    const { app, close } = await buildTestApp({ trustedProxies, hasRateLimits: true });
    ends.push(close);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt++) {
      const { statusCode } = await app.inject({
        method: "POST",
        url: "/api/v1/auth/login",
        remoteAddress,
        headers: { "x-forwarded-for": forwardedFor(attempt) },
        payload: { email: "guessed@company.test", password: "wrong" },
      });
      statuses.push(statusCode);
    }
    return statuses;
  }
  const tenThenRefused = [...Array.from({ length: 10 }, () => 401), 429];
  const neverRefused = Array.from({ length: 11 }, () => 401);
  const spoofed = (attempt: number) => `203.0.113.${attempt + 1}`;

  test("without a trusted proxy, the peer: what X-Forwarded-For says is nothing", async () => {
    expect(await statusesOf([], "198.51.100.1", spoofed)).toEqual(tenThenRefused);
  });

  test("from a peer that is not the trusted proxy, the peer", async () => {
    expect(await statusesOf(["10.0.0.0/8"], "198.51.100.1", spoofed)).toEqual(tenThenRefused);
  });

  test("from the trusted proxy, each client by itself", async () => {
    expect(await statusesOf(["10.0.0.0/8"], "10.1.2.3", spoofed)).toEqual(neverRefused);
    expect(await statusesOf(["10.0.0.0/8"], "10.1.2.3", () => "203.0.113.1")).toEqual(tenThenRefused);
  });

  test("from the trusted proxy, the address that the proxy saw, and not what the client put before it", async () => {
    const statuses = await statusesOf(
      ["10.0.0.0/8"],
      "10.1.2.3",
      (attempt) => `${spoofed(attempt)}, 203.0.113.99`,
    );
    expect(statuses).toEqual(tenThenRefused);
  });
});

test("limits can be turned off for tests, and not in production", async () => {
  const dataDir = await makeDataDir();
  ends.push(() => dataDir.remove());
  const server = runServer({
    DATA_DIR: dataDir.path,
    NODE_ENV: "production",
    PUBLIC_URL: "https://events.example.org",
    SECRET_KEY: "only-for-this-test-0123456789-abcdef",
    RATE_LIMITS: "off",
  });
  expect(await server.exit()).toBe(1);
  expect(server.output()).toContain("RATE_LIMITS=off is for tests");
});

test("a limit that is not reached costs a reader no statement in the database", async () => {
  const { app, db, close } = await buildTestApp({ hasRateLimits: true });
  ends.push(close);
  for (let request = 0; request < 19; request++)
    expect((await app.inject({ url: "/api/v1/events" })).statusCode).toBe(200);
  expect(await db.$client`select from rate_limits`).toHaveLength(0);
});
