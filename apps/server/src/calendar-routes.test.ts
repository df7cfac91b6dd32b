import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";
import { randomUUID } from "node:crypto";

let host: Awaited<ReturnType<typeof buildTestApp>>;
beforeAll(async () => {
  host = await buildTestApp();
});
afterAll(() => host.close());

test("a feed is fetched without a log-in, and not again where nothing is new; an unknown one is not found", async () => {
  const account = { email: "ada@company.test", password: "correct horse", display_name: "Ada" };
  const signUp = await host.app.inject({ method: "POST", url: "/api/v1/auth/signup", payload: account });
  const { access_token: token, user } = signUp.json<{ access_token: string; user: { id: string } }>();
  const authorization = `Bearer ${token}`;
  const made = await host.app.inject({
    method: "POST",
    url: "/api/v1/me/calendar-feed",
    headers: { authorization },
  });
  expect(made.statusCode).toBe(201);
  const url = new URL(made.json<{ url: string }>().url).pathname;
  await host.db.$client`
    insert into events (id, organization_id, organizer_id, title, description, start_at, end_at, location, capacity, status)
    values (${randomUUID()}, ${host.organizationId}, ${user.id}, 'Talks', 'Three', now() + '1 day', now() + '2 days', 'Hall', 5, 'published')`;
  const [event] = await host.db.$client<{ id: string }[]>`select id from events`;
  const registered = await host.app.inject({
    method: "POST",
    url: `/api/v1/events/${event!.id}/registrations`,
    headers: { authorization },
  });
  const { id } = registered.json<{ id: string }>();
  const open = `/api/v1/events/${event!.id}/calendar.ics`;
  for (const [path, headers] of [
    [url, {}],
    [open, {}],
    [`/api/v1/registrations/${id}/calendar.ics`, { authorization }],
  ] as const) {
    const first = await host.app.inject({ url: path, headers });
    expect(first.statusCode).toBe(200);
    expect(first.headers["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(first.body).toContain("SUMMARY:Talks");
    const { etag = "" } = first.headers;
    for (const condition of [{ "if-none-match": etag }, { "if-none-match": `"other", W/${etag}` }])
      expect((await host.app.inject({ url: path, headers: { ...headers, ...condition } })).statusCode).toBe(
        304,
      );
    const stale = { "if-none-match": '"other"' };
    expect((await host.app.inject({ url: path, headers: { ...headers, ...stale } })).statusCode).toBe(200);
  }
  // A ticket that was given up leaves the feed, and no time at which it did.
  const { etag = "", date } = (await host.app.inject({ url })).headers;
  await host.app.inject({ method: "DELETE", url: `/api/v1/registrations/${id}`, headers: { authorization } });
  for (const condition of [{ "if-none-match": etag }, { "if-modified-since": date }]) {
    const emptied = await host.app.inject({ url, headers: condition });
    expect(emptied.statusCode).toBe(200);
    expect(emptied.body).not.toContain("SUMMARY:Talks");
  }
  expect((await host.app.inject({ url: url.replace(/.{5}\.ics$/u, "xxxxx.ics") })).statusCode).toBe(404);
  expect((await host.app.inject({ url: `/api/v1/registrations/${id}/calendar.ics` })).statusCode).toBe(401);
});
