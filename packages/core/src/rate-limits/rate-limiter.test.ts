import type { RateLimit } from "@eventmaster/contract/rate-limits";
import { connect } from "@eventmaster/db/client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestSystem, type TestSystem } from "../testing/test-system.ts";
import { createRateLimiter, networkKeyOf, type LimitedRequest, type RateLimiter } from "./rate-limiter.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());

const logger = { info: () => {}, warn: vi.fn(), error: () => {} };
let made = 0;

/** A server process of its own with a table of one limit; several share the name and with it the count. */
function server(limit: Partial<RateLimit>, name = `limit-${++made}`, db = system.db) {
  const full: RateLimit = { points: 3, seconds: 60, per: "ip", every: 1, ...limit };
  const limiter = createRateLimiter({ kind: "postgres", db }, { [name]: full });
  return { name, limiter, take: (request: Partial<LimitedRequest> = {}) => takeFrom(limiter, name, request) };
}

function takeFrom(limiter: RateLimiter, name: string, request: Partial<LimitedRequest>) {
  const names = [name] as unknown as Parameters<RateLimiter["take"]>[0];
  return limiter.take(names, { ip: "192.0.2.1", userId: null, email: null, ...request }, logger);
}

const storedPoints = async (name: string) =>
  (
    await system.sql<{ points: number }[]>`select points from rate_limits where key like ${`limit:${name}:%`}`
  ).map(({ points }) => points);

describe("a rate limit", () => {
  test("lets so many through, and says in how many seconds it is worth trying again", async () => {
    const { take } = server({});
    expect([await take(), await take(), await take()]).toEqual([null, null, null]);
    const wait = await take();
    expect(wait).toBeGreaterThan(50);
    expect(wait).toBeLessThanOrEqual(60);
  });

  test("begins afresh when its time is over", async () => {
    const { name, take } = server({ points: 1, seconds: 1 });
    expect(await take()).toBeNull();
    expect(await take()).toBe(1);
    await vi.waitFor(async () => expect(await take()).toBeNull(), { timeout: 5000, interval: 100 });
    expect(await storedPoints(name)).toEqual([1]);
  });

  test("is shared by servers on one database, also when they count at the same moment", async () => {
    const first = server({ points: 10 });
    const second = server({ points: 10 }, first.name);
    const waits = await Promise.all(
      Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? first : second).take()),
    );
    expect(waits.filter((wait) => wait === null)).toHaveLength(10);
  });

  test("counts each address, each person, and each email from an address by itself", async () => {
    const perIp = server({ points: 1 });
    expect(await perIp.take()).toBeNull();
    expect(await perIp.take({ ip: "192.0.2.2" })).toBeNull();
    expect(await perIp.take({ userId: "somebody" })).not.toBeNull();

    const perUser = server({ points: 1, per: "user" });
    expect(await perUser.take({ userId: "somebody" })).toBeNull();
    expect(await perUser.take({ userId: "somebody", ip: "192.0.2.9" })).not.toBeNull();
    expect(await perUser.take({ userId: "somebody else" })).toBeNull();
    expect(await perUser.take()).toBeNull();
    expect(await perUser.take()).not.toBeNull();

    const perEmail = server({ points: 1, per: "ip+email" });
    expect(await perEmail.take({ email: "zoe@company.test" })).toBeNull();
    expect(await perEmail.take({ email: " ZOE@company.test" })).not.toBeNull();
    expect(await perEmail.take({ email: "bob@company.test" })).toBeNull();
    expect(await perEmail.take({ email: "zoe@company.test", ip: "192.0.2.2" })).toBeNull();
  });

  test("keeps no email in the store", async () => {
    const { take } = server({ per: "ip+email" });
    await take({ email: "secret@company.test" });
    const rows = await system.sql`select key from rate_limits`;
    expect(JSON.stringify(rows)).not.toContain("secret");
  });

  test("remembers in the process who is over it: a flood does not reach the store", async () => {
    const { name, take } = server({ points: 2 });
    for (let request = 0; request < 50; request++) await take();
    expect(await storedPoints(name)).toEqual([2]);
  });

  test("that is far above what people do asks the store with every twentieth request", async () => {
    const first = server({ points: 100, every: 20 });
    const second = server({ points: 100, every: 20 }, first.name);
    for (let request = 0; request < 19; request++) await first.take();
    expect(await storedPoints(first.name)).toEqual([]);
    await first.take();
    expect(await storedPoints(first.name)).toEqual([20]);
    const waits: (number | null)[] = [];
    for (let request = 0; request < 100; request++) waits.push(await second.take());
    // Of 120 requests at both servers, 100 and less than one block per server more come through.
    const through = 20 + waits.filter((wait) => wait === null).length;
    expect(through).toBeGreaterThanOrEqual(100);
    expect(through).toBeLessThan(140);
    expect(waits.at(-1)).not.toBeNull();
  });

  test("is forgiven when the request turns out to be no guess", async () => {
    const { name, limiter, take } = server({ points: 2 });
    const request = { ip: "192.0.2.1", userId: null, email: null };
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await take()).toBeNull();
      expect(await take()).toBeNull();
      await limiter.forgive([name] as never, request, logger);
    }
    expect(await storedPoints(name)).toEqual([]);
  });

  test("closes no door while the store is away: each process counts alone, and the log says so", async () => {
    logger.warn.mockClear();
    const broken = connect("postgres://nobody@127.0.0.1:1/nothing", { max: 1 });
    const { take } = server({ points: 2 }, "broken", broken.db);
    expect([await take(), await take()]).toEqual([null, null]);
    expect(await take()).toBeGreaterThan(0);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.objectContaining({ limit: "broken" }),
      expect.stringContaining("this process counts alone"),
    );
    await broken.close();
  });

  test("leaves no rows behind: what expired an hour ago is deleted every five minutes", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { take } = server({}, "reads");
      await system.sql`insert into rate_limits values ('old', 1, ${Date.now() - 61 * 60_000})`;
      await take();
      await vi.advanceTimersByTimeAsync(5 * 60_000);
    } finally {
      vi.useRealTimers();
    }
    await vi.waitFor(async () => {
      expect(await system.sql`select from rate_limits where key = 'old'`).toHaveLength(0);
    });
    expect(await storedPoints("reads")).toEqual([1]);
  });
});

test("the table of counters is unlogged, and no tenant's role may touch it", async () => {
  const [table] = await system.sql`select relpersistence from pg_class where relname = 'rate_limits'`;
  expect(table).toEqual({ relpersistence: "u" });
  const [right] =
    await system.sql`select has_table_privilege('eventmaster_tenant', 'rate_limits', 'select') as has`;
  expect(right).toEqual({ has: false });
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::6", "2001:db8:1:2::/64"],
  ["2001:db8::6", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("the address %s counts as %s", (ip, key) => {
  expect(networkKeyOf(ip)).toBe(key);
});
