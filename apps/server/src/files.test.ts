import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";

let system: Awaited<ReturnType<typeof buildTestApp>>;
let token: string;
let cookie: string;
let registrationId: string;

beforeAll(async () => {
  system = await buildTestApp();
  await system.seed();
  const logIn = await system.app.inject({
    method: "POST",
    url: "/api/v1/auth/login",
    payload: { email: "member@company.com", password: "password123" },
  });
  token = logIn.json().access_token;
  cookie = `em_access=${token}`;
  const mine = await system.app.inject({
    url: "/api/v1/me/registrations",
    headers: { authorization: `Bearer ${token}` },
  });
  registrationId = mine.json().items[0].id;
});
afterAll(() => system.close());

const get = (path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  system.app.inject({ url: `/api/v1${path}`, headers });

test.each([
  ["qr.png", "image/png", "\x89PNG"],
  ["qr.svg?size=200", "image/svg+xml", "<svg"],
  ["ticket.pdf?format=phone", "application/pdf", "%PDF"],
])("%s is a file to keep, that no cache keeps and no browser takes for a page", async (file, type, start) => {
  const answer = await get(`/registrations/${registrationId}/${file}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.toString("latin1").startsWith(start)).toBe(true);
  expect(answer.headers).toMatchObject({
    "content-type": type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringMatching(/^attachment; filename="[^"]+ (?:QR|ticket)\./u),
  });
});

test("a browser fetches it with its cookie, and nobody without a session", async () => {
  const path = `/registrations/${registrationId}/qr.png`;
  expect((await get(path, { cookie })).statusCode).toBe(200);
  const refused = await get(path, {});
  expect(refused.statusCode).toBe(401);
  expect(refused.json().error).toBe("not_signed_in");
});

test.each([
  ["qr.png?size=99", "size", "Must be at least 100"],
  ["qr.png?size=1000000", "size", "Must be at most 2048"],
  ["qr.png?format=svg2", "format", "Is not a field that exists"],
  ["ticket.pdf?format=letter", "format", "Must be one of a4, phone"],
])("%s is refused with the field", async (file, field, message) => {
  const answer = await get(`/registrations/${registrationId}/${file}`);
  expect(answer.json()).toMatchObject({ error: "ValidationError", details: { [field]: message } });
});

describe("a list as a file", () => {
  let eventId: string;
  let admin: string;

  beforeAll(async () => {
    const logIn = await system.app.inject({
      method: "POST",
      url: "/api/v1/auth/login",
      payload: { email: "admin@company.com", password: "password123" },
    });
    admin = `Bearer ${logIn.json().access_token}`;
    const events = await get("/events/managed?q=All-Hands", { authorization: admin });
    eventId = events.json().items[0].id;
  });

  test.each([
    ["attendees.csv", "text/csv; charset=utf-8", "Name,Email"],
    ["attendees.csv?bom=true", "text/csv; charset=utf-8", "\u00ef\u00bb\u00bfName,Email"],
    ["scans.csv?verdict=admitted", "text/csv; charset=utf-8", "Scanned (UTC)"],
    [
      "attendees.xlsx?status=cancelled",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "PK",
    ],
  ])("%s is sent with its name and its type", async (file, type, start) => {
    const answer = await get(`/events/${eventId}/${file}`, { authorization: admin });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.toString("latin1").startsWith(start)).toBe(true);
    expect(answer.headers).toMatchObject({
      "content-type": type,
      "cache-control": "no-store",
      "content-disposition": expect.stringMatching(/^attachment; filename="Q1 All-Hands Meeting \w+\.\w+"$/u),
    });
  });

  test("who may not see the list gets no file, and an unknown filter is told", async () => {
    expect((await get(`/events/${eventId}/attendees.csv`)).statusCode).toBe(403);
    expect((await get("/audit.csv")).statusCode).toBe(403);
    const answer = await get(`/events/${eventId}/attendees.csv?limit=5`, { authorization: admin });
    expect(answer.json()).toMatchObject({ error: "ValidationError", details: { limit: expect.any(String) } });
    expect((await get("/audit.csv", { authorization: admin })).payload).toContain("audit.export");
  });

  test("of those who are named in the body, however many", async () => {
    const post = (payload: object, file = "attendees.csv") =>
      system.app.inject({
        method: "POST",
        url: `/api/v1/events/${eventId}/${file}`,
        headers: { authorization: admin },
        payload,
      });
    const list = await get(`/events/${eventId}/attendees?limit=2`, { authorization: admin });
    const named: string[] = list.json().items.map(({ id }: { id: string }) => id);
    const many = [...named, ...Array.from({ length: 9_998 }, () => randomUUID())];
    const answer = await post({ registration_ids: many });
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.payload.trim().split("\r\n")).toHaveLength(3);
    for (const id of named) expect(answer.payload).toContain(id);
    const book = await post({ registration_ids: named }, "attendees.xlsx");
    expect(book.rawPayload.toString("latin1").startsWith("PK")).toBe(true);
    for (const ids of [[], [...many, randomUUID()], ["E1"], "all"])
      expect((await post({ registration_ids: ids })).json()).toMatchObject({
        error: "ValidationError",
      });
  });

  test("a title of any script is in the name, and a plain one beside it for old clients", async () => {
    await system.db.execute(`update events set title = '年會 "2026"' where id = '${eventId}'`);
    const answer = await get(`/events/${eventId}/attendees.csv`, { authorization: admin });
    expect(answer.headers["content-disposition"]).toBe(
      `attachment; filename="?? 2026 attendees.csv"; filename*=UTF-8''${encodeURIComponent("年會 2026 attendees.csv")}`,
    );
  });

  test("a client that leaves ends the query on the server", async () => {
    await system.db.execute(`
      insert into users (id, email, display_name)
      select gen_random_uuid(), 'crowd-' || n || '@company.test', repeat('Somebody ', 10) || n from generate_series(1, 60000) n`);
    await system.db.execute(`
      insert into registrations (id, organization_id, event_id, user_id, qr_code, event_title, event_start_at)
      select gen_random_uuid(), organization_id, '${eventId}', u.id, u.id::text, title, now()
      from users u, events e where e.id = '${eventId}' and u.email like 'crowd-%'`);
    const address = await system.app.listen({ port: 0, host: "127.0.0.1" });
    const client = new AbortController();
    const answer = await fetch(`${address}/api/v1/events/${eventId}/attendees.csv`, {
      headers: { authorization: admin, "accept-encoding": "identity" },
      signal: client.signal,
    });
    const reader = answer.body!.getReader();
    await reader.read();
    const openTransactions = async () =>
      (
        await system.db.execute(`
          select from pg_stat_activity where datname = current_database() and query like '%all_rows%'
            and state <> 'idle' and pid <> pg_backend_pid()`)
      ).length;
    // The rows that are not taken are not read either.
    expect(await openTransactions()).toBe(1);
    client.abort();
    await vi.waitFor(async () => expect(await openTransactions()).toBe(0), { timeout: 10_000 });
  }, 60_000);
});

test("files are not reached by tRPC", async () => {
  const answer = await system.app.inject({ url: "/api/trpc/files.ticketQr", headers: { cookie } });
  expect(answer.statusCode).toBe(404);
});
