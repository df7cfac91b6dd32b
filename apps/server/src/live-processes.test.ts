import { createTestDatabase, type TestDatabase } from "@eventmaster/db/test-database";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { endServers, makeDataDir, runServer, type ServerProcess } from "./testing/run-server.ts";
import { subscribeAt } from "./testing/subscribe.ts";

let dataDir: Awaited<ReturnType<typeof makeDataDir>>;
let database: TestDatabase;
beforeAll(async () => {
  [dataDir, database] = await Promise.all([makeDataDir(), createTestDatabase({ max: 3 })]);
});
afterEach(endServers);
afterAll(async () => {
  await database.close();
  await dataDir.remove();
});

/** Two server processes on one database, as behind a load balancer. */
async function startTwo(): Promise<{ servers: ServerProcess[]; urls: string[] }> {
  const environment = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir.path,
    SECRET_KEY: "only-for-this-test-0123456789-abcdef",
    HOST: "127.0.0.1",
    DATABASE_POOL_SIZE: "4",
    NODE_ENV: "production",
    PUBLIC_URL: "https://events.example.org",
    ADMIN_EMAIL: "admin@company.test",
    ADMIN_PASSWORD: "correct horse",
  };
  const servers = [runServer(environment, ["--role=api"]), runServer(environment, ["--role=api"])];
  return { servers, urls: await Promise.all(servers.map((server) => server.url())) };
}

// oxlint-disable-next-line typescript/no-explicit-any -- whatever is answered; the expectations say what it must be
async function post(url: string, path: string, body: object, token?: string): Promise<any> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return response.json();
}

test("what happens at one process is heard at another, through a lost connection and the first one's death", async () => {
  const { servers, urls } = await startTwo();
  const [a = "", b = ""] = urls;
  const login = { email: "admin@company.test", password: "correct horse" };
  const token: string = (await post(a, "/auth/login", login)).access_token;
  const event = await post(
    a,
    "/events",
    {
      title: "Meetup",
      description: "Talks",
      start_at: "2030-01-01T10:00:00Z",
      end_at: "2030-01-01T12:00:00Z",
      location: "Hall",
      capacity: 10,
    },
    token,
  );
  const eventId: string = event.id;
  const scan = async (url: string): Promise<string> =>
    (await post(url, "/verify", { qr_code: "hello", event_id: eventId }, token)).scan_id;

  const watcher = await subscribeAt(b, "live.event", { eventId }, token);
  const managed = await subscribeAt(b, "live.managed", {}, token);
  expect(await watcher.message()).toMatchObject({ data: { counts: { registered: 0 }, scans: [] } });
  expect(await managed.message()).toMatchObject({ data: { isSnapshot: true, events: [{ id: eventId }] } });
  const seen: string[] = [];
  const until = async (fits: (data: { counts: { registered: number } }) => boolean) => {
    for (;;) {
      const sent = await watcher.message();
      if (sent === null) throw new Error("The stream ended");
      seen.push(...sent.data.scans.map(({ scanId }: { scanId: string }) => scanId));
      if (fits(sent.data)) return sent;
    }
  };

  const first = await scan(a);
  await until(() => seen.includes(first));
  await post(a, `/events/${eventId}/registrations`, {}, token);
  await until(({ counts }) => counts.registered === 1);
  let counted = 0;
  while (counted === 0) counted = (await managed.message())?.data.events[0].registeredCount;
  expect(counted).toBe(1);

  // Only the second process listens: nobody watches at the first.
  const [listener] = await database.sql<{ pid: number }[]>`select pid from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`;
  await database.sql`select pg_terminate_backend(${listener!.pid})`;
  const unheard = await scan(a);
  await until(() => seen.includes(unheard));

  const last = await scan(a);
  servers[0]!.child.kill("SIGKILL");
  await servers[0]!.exit();
  const sent = await until(() => seen.includes(last));
  expect(seen).toEqual([first, unheard, last]);
  watcher.close();

  // Who watched there goes on here from the last message.
  const afterwards = await scan(b);
  const moved = await subscribeAt(b, "live.event", { eventId, lastEventId: sent.id }, token);
  expect((await moved.message())?.data.scans.map(({ scanId }: { scanId: string }) => scanId)).toEqual([
    afterwards,
  ]);

  servers[1]!.child.kill("SIGTERM");
  expect(await servers[1]!.exit()).toBe(0);
}, 60_000);
