import type { AppRouter } from "@eventmaster/api/root";
import type { EventUpdate } from "@eventmaster/contract/live";
import { createAccessTokens } from "@eventmaster/core/accounts/access-tokens";
import { createTestDatabase, type TestDatabase } from "@eventmaster/db/test-database";
import { buildTestApp } from "@eventmaster/server/src/testing/build-test-app.ts";
import { createTRPCClient, type TRPCClientError, splitLink } from "@trpc/client";
import { EventSource } from "eventsource";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { apiLinks } from "./links.ts";
import { liveLinks } from "./live-links.ts";

/** A browser's tab, as far as the client needs one: cookies, storage, and addresses of its own origin. */
const realFetch = fetch;
let origin: string;
let cookies: Map<string, string>;

async function fetchWithCookies(path: string | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
  const response = await realFetch(new URL(path, origin), { ...init, headers });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
    if (value === "") cookies.delete(name);
    else cookies.set(name, value);
  }
  return response;
}

class TabsEventSource extends EventSource {
  constructor(path: string | URL) {
    super(new URL(path, origin), { fetch: (url, init) => fetchWithCookies(url, init) });
  }
}

let database: TestDatabase;
let host: Awaited<ReturnType<typeof buildTestApp>>;
let eventId: string;
let userId: string;
let ends: (() => unknown)[];
const email = "organizer@company.test";
const account = { email, password: "correct horse", displayName: "Bob" };
const api = () =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: liveLinks(() => null, { firstMs: 5, mostMs: 40 }),
        false: apiLinks({ organization: () => null }),
      }),
    ],
  });

beforeEach(async () => {
  ends = [];
  cookies = new Map();
  const storage = new Map<string, string>();
  vi.stubGlobal("fetch", fetchWithCookies);
  vi.stubGlobal("EventSource", TabsEventSource);
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  });
  database = await createTestDatabase({ max: 10 });
  host = await buildTestApp({ database });
  origin = await host.app.listen({ port: 0, host: "127.0.0.1" });
  userId = (await api().accounts.signUp.mutate(account)).id;
  await database.sql`update memberships set role = 'organizer' where user_id = ${userId}`;
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const event = {
    title: "Meetup",
    description: "Talks",
    startAt: at(1),
    endAt: at(3),
    location: "Hall",
    capacity: 9,
  };
  ({ id: eventId } = await api().events.create.mutate(event));
  await database.sql`update events set status = 'published' where id = ${eventId}`;
});
afterEach(async () => {
  for (const end of ends) end();
  await host.close();
  await database.close();
});

interface Watched {
  scanIds: string[];
  starts: number;
  /** Whether messages come through, each time that changed. */
  states: string[];
  error: TRPCClientError<AppRouter> | null;
  updates: EventUpdate[];
}

function watch(): Watched {
  const watched: Watched = { scanIds: [], starts: 0, states: [], error: null, updates: [] };
  const subscription = api().live.event.subscribe(
    { eventId },
    {
      onStarted: () => watched.starts++,
      onConnectionStateChange: ({ state }) => {
        if (state !== watched.states.at(-1)) watched.states.push(state);
      },
      onData: ({ data }) => {
        watched.updates.push(data);
        watched.scanIds.push(...data.scans.map(({ scanId }) => scanId));
      },
      onError: (error) => (watched.error = error),
    },
  );
  ends.push(() => subscription.unsubscribe());
  return watched;
}

const patiently = { timeout: 12_000, interval: 10 };
const scan = async () => (await api().checkIn.verify.mutate({ eventId, qrCode: "hello" })).scanId;

/** Another host on the same port and database, as after a restart. */
async function restart(): Promise<void> {
  const port = Number(new URL(origin).port);
  await host.close();
  host = await buildTestApp({ database });
  await host.app.listen({ port, host: "127.0.0.1" });
}

test("a page hears what happens, by its cookie, and nothing any more once it is gone", async () => {
  const watched = watch();
  await vi.waitFor(() => expect(watched.updates).toHaveLength(1), patiently);
  const first = await scan();
  await vi.waitFor(() => expect(watched.scanIds).toEqual([first]), patiently);
  for (const end of ends.splice(0)) end();
  await vi.waitFor(() => expect(host.live.watcherCount()).toBe(0), patiently);
});

test("a server that stops and comes back costs no message: what happened meanwhile is told, once", async () => {
  const watched = watch();
  await vi.waitFor(() => expect(watched.updates).toHaveLength(1), patiently);
  const before = await scan();
  await vi.waitFor(() => expect(watched.scanIds).toEqual([before]), patiently);
  const port = Number(new URL(origin).port);
  await host.close();
  // Meanwhile, at another server that this tab does not reach.
  const other = await buildTestApp({ database });
  const [home, away] = [origin, await other.app.listen({ port: 0, host: "127.0.0.1" })];
  origin = away;
  const meanwhile = await scan();
  origin = home;
  await other.close();
  host = await buildTestApp({ database });
  await host.app.listen({ port, host: "127.0.0.1" });
  const after = await scan();
  await vi.waitFor(() => expect(watched.scanIds).toEqual([before, meanwhile, after]), patiently);
  expect(watched.error).toBeNull();
  expect(watched.states).toContain("connecting");
  expect(watched.states.at(-1)).toBe("pending");
});

test("an access token that expired is renewed behind the scenes when the page connects again", async () => {
  const watched = watch();
  await vi.waitFor(() => expect(watched.updates).toHaveLength(1), patiently);
  const [session] = await database.sql<{ id: string }[]>`select id from sessions where user_id = ${userId}`;
  const tokens = createAccessTokens("a secret key of which nothing but tests knows");
  const expired = await tokens.issue({ userId, sessionId: session!.id }, new Date(Date.now() - 3_600_000));
  cookies.set("em_access", expired);
  await restart();
  await vi.waitFor(() => expect(host.live.watcherCount()).toBe(1), patiently);
  expect(cookies.get("em_access")).not.toBe(expired);
  const told = await scan();
  await vi.waitFor(() => expect(watched.scanIds).toEqual([told]), patiently);
  expect(watched.error).toBeNull();
});

test("a role that changed connects anew with the new one; a session that ended ends it, with a reason", async () => {
  const watched = watch();
  await vi.waitFor(() => expect(watched.updates).toHaveLength(1), patiently);
  await database.sql`update memberships set role = 'admin' where user_id = ${userId}`;
  const told = await scan();
  await vi.waitFor(() => expect(watched.scanIds).toEqual([told]), patiently);
  expect(watched.error).toBeNull();
  await vi.waitFor(() => expect(host.live.watcherCount()).toBe(1), patiently);

  await database.sql`update sessions set ended_at = now() where user_id = ${userId}`;
  await database.sql`update events set capacity = 10 where id = ${eventId}`;
  await vi.waitFor(() => expect(watched.error?.data?.code).toBe("session_ended"), patiently);
  await vi.waitFor(() => expect(host.live.watcherCount()).toBe(0), patiently);
});

test("who may not watch is told so at once, and it is not tried again", async () => {
  await database.sql`update memberships set role = 'member' where user_id = ${userId}`;
  await database.sql`update events set organizer_id = ${await someoneElse()} where id = ${eventId}`;
  const watched = watch();
  await vi.waitFor(() => expect(watched.error?.data?.code).toBe("forbidden"), patiently);
  expect(watched.starts).toBe(1);
});

async function someoneElse(): Promise<string> {
  const mine = new Map(cookies);
  const { id } = await api().accounts.signUp.mutate({ ...account, email: "else@company.test" });
  cookies = mine;
  return id;
}
