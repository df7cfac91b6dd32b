import { randomUUID } from "node:crypto";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";
import { type RestAnswer, restClient } from "./testing/rest-system.ts";

let system: Awaited<ReturnType<typeof buildTestApp>>;
let rest: ReturnType<typeof restClient>;
/** The demo accounts' logins are CONTRACT §6's own promise; everything else these tests make themselves. */
const tokens = { member: "", organizer: "", admin: "" };

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
let made = 0;

async function logIn(email: string): Promise<string> {
  const answer = await rest("POST", "/auth/login", { body: { email, password: "password123" } });
  expect(answer.status).toBe(200);
  return answer.body.access_token;
}

function newEvent(fields: Record<string, unknown> = {}) {
  made++;
  return {
    title: `Evening ${made}`,
    description: "Talks and soup.",
    start_at: inDays(3),
    end_at: inDays(4),
    location: "Hall 1",
    capacity: 2,
    ...fields,
  };
}

async function publishedEvent(fields: Record<string, unknown> = {}): Promise<RestAnswer["body"]> {
  const created = await rest("POST", "/events", { token: tokens.organizer, body: newEvent(fields) });
  expect(created.status).toBe(201);
  const approved = await rest("PATCH", `/events/${created.body.id}/approve`, { token: tokens.admin });
  expect(approved.status).toBe(200);
  return approved.body;
}

async function newMember(): Promise<string> {
  made++;
  const answer = await rest("POST", "/auth/signup", {
    body: { email: `guest-${made}@company.test`, password: "password123", display_name: `Guest ${made}` },
  });
  expect(answer.status).toBe(201);
  return answer.body.access_token;
}

beforeAll(async () => {
  system = await buildTestApp();
  rest = restClient(system.app);
  await system.seed();
  tokens.member = await logIn("member@company.com");
  tokens.organizer = await logIn("org@company.com");
  tokens.admin = await logIn("admin@company.com");
});
afterAll(() => system.close());

describe("the OpenAPI document", () => {
  test("is accepted by a validator", async () => {
    const response = await system.app.inject({ url: "/api/v1/openapi.json" });
    const result = await new Validator().validate(response.json());
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(response.json().openapi).toBe("3.1.0");
  });

  test("has a page that shows it, with nothing from another host", async () => {
    const page = await system.app.inject({ url: "/api/v1/docs" });
    expect(page.statusCode).toBe(200);
    const addresses = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/gu)].map((match) => match[1] ?? "");
    expect(addresses).toHaveLength(3);
    for (const address of addresses) {
      expect(address).toMatch(/^\/api\/v1\/docs\//u);
      expect((await system.app.inject({ url: address })).statusCode).toBe(200);
    }
  });
});

describe("accounts", () => {
  test("a log-in gives the person, a bearer token and a refresh cookie that no script reads", async () => {
    const answer = await rest("POST", "/auth/login", {
      body: { email: "MEMBER@company.com", password: "password123" },
    });
    expect(answer.body).toEqual({
      user: {
        id: expect.any(String),
        email: "member@company.com",
        display_name: "Alice Member",
        role: "member",
        organization_id: expect.any(String),
        locale: "en",
        time_zone: null,
      },
      access_token: expect.any(String),
      token_type: "bearer",
      expires_in: 1800,
    });
    expect(String(answer.headers["set-cookie"])).toMatch(/^em_refresh=.*HttpOnly; SameSite=Strict$/u);
  });

  test("a wrong password and an unknown email get one answer: 401 with WWW-Authenticate", async () => {
    const wrong = await rest("POST", "/auth/login", { body: { email: "member@company.com", password: "x" } });
    const unknown = await rest("POST", "/auth/login", {
      body: { email: "nobody@company.com", password: "x" },
    });
    expect(wrong.status).toBe(401);
    expect(wrong.headers["www-authenticate"]).toBe("Bearer");
    expect(unknown.body).toEqual(wrong.body);
  });

  test("the refresh cookie is traded for a new token once; used again, it ends the session", async () => {
    const login = await rest("POST", "/auth/login", {
      body: { email: "member@company.com", password: "password123" },
    });
    const cookie = String(login.headers["set-cookie"]).split(";", 1)[0] ?? "";
    const refreshed = await rest("POST", "/auth/refresh", { headers: { cookie } });
    expect(refreshed.status).toBe(200);
    expect((await rest("GET", "/auth/me", { token: refreshed.body.access_token })).status).toBe(200);
    expect((await rest("POST", "/auth/refresh", { headers: { cookie } })).status).toBe(401);
    expect((await rest("GET", "/auth/me", { token: refreshed.body.access_token })).status).toBe(401);
  });

  test("a log-out ends the token at the next request", async () => {
    const token = await logIn("member@company.com");
    expect((await rest("POST", "/auth/logout", { token })).status).toBe(204);
    const after = await rest("GET", "/auth/me", { token });
    expect(after.status).toBe(401);
    expect(after.body.error).toBe("session_ended");
  });
});

describe("events", () => {
  test("an organizer's event waits; an admin approves it; then everybody finds it", async () => {
    const created = await rest("POST", "/events", {
      token: tokens.organizer,
      body: newEvent({ start_at: "2030-01-01T09:00:00+08:00", end_at: "2030-01-01T12:00:00+08:00" }),
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      status: "pending",
      start_at: "2030-01-01T01:00:00.000Z",
      registered_count: 0,
    });
    const path = `/events/${created.body.id}`;
    expect((await rest("GET", path)).status).toBe(404);
    expect((await rest("GET", path, { token: tokens.member })).status).toBe(404);
    expect((await rest("GET", path, { token: tokens.organizer })).status).toBe(200);
    const pending = await rest("GET", "/events/pending", { token: tokens.admin });
    expect(pending.body.items.map((event: { id: string }) => event.id)).toContain(created.body.id);
    expect((await rest("PATCH", `${path}/approve`, { token: tokens.organizer })).status).toBe(403);
    expect((await rest("PATCH", `${path}/approve`, { token: tokens.admin, body: {} })).body.status).toBe(
      "published",
    );
    expect(
      (await rest("PATCH", `${path}/reject`, { token: tokens.admin, body: { reason: "Late" } })).status,
    ).toBe(409);
    expect((await rest("GET", path)).status).toBe(200);
    expect((await rest("DELETE", path, { token: tokens.organizer })).status).toBe(204);
    expect((await rest("GET", path)).status).toBe(404);
  });

  test("a list has items, total, limit, offset and next_cursor, newest start first", async () => {
    const first = await rest("GET", "/events", { query: { limit: "5" } });
    expect(first.body).toMatchObject({ limit: 5, offset: 0 });
    const starts = first.body.items.map((event: { start_at: string }) => event.start_at);
    expect(starts).toEqual(starts.toSorted().toReversed());
    const byCursor = await rest("GET", "/events", { query: { limit: "5", cursor: first.body.next_cursor } });
    const byOffset = await rest("GET", "/events", { query: { limit: "5", offset: "5" } });
    expect(byCursor.body.items).toEqual(byOffset.body.items);
    const empty = await rest("GET", "/events", { query: { q: "no such thing at all" } });
    expect(empty.body).toEqual({ items: [], total: 0, limit: 20, offset: 0, next_cursor: null });
  });

  test("a wrong field is named in snake_case, each with its sentence", async () => {
    const answer = await rest("POST", "/events", {
      token: tokens.organizer,
      body: {
        title: "  ",
        description: "d",
        start_at: "2030-01-01T09:00:00",
        end_at: null,
        capacity: 0,
        colour: "red",
      },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.error).toBe("ValidationError");
    expect(Object.keys(answer.body.details).toSorted()).toEqual([
      "capacity",
      "colour",
      "end_at",
      "location",
      "start_at",
      "title",
    ]);
    expect(answer.body.details.capacity).toBe("Must be greater than 0");
  });

  test("an event in the past is not created", async () => {
    const answer = await rest("POST", "/events", {
      token: tokens.organizer,
      body: newEvent({ start_at: inDays(-1) }),
    });
    expect(answer.body.details).toEqual({ start_at: "Must be in the future" });
  });
});

describe("registrations and the door", () => {
  test("register, find it, be admitted once, and not cancel afterwards", async () => {
    const event = await publishedEvent();
    const guest = await newMember();
    const registered = await rest("POST", `/events/${event.id}/registrations`, { token: guest });
    expect(registered.status).toBe(201);
    expect(registered.body).toMatchObject({
      event_id: event.id,
      event_title: event.title,
      status: "registered",
    });
    const again = await rest("POST", `/events/${event.id}/registrations`, { token: guest });
    expect([again.status, again.body.error]).toEqual([409, "already_registered"]);
    const mine = await rest("GET", "/me/registrations", { token: guest });
    expect(mine.body.items).toHaveLength(1);

    const scan = { qr_code: registered.body.qr_code, event_id: event.id };
    expect((await rest("POST", "/verify", { token: guest, body: scan })).status).toBe(403);
    const admitted = await rest("POST", "/verify", { token: tokens.organizer, body: scan });
    expect(admitted.body).toMatchObject({ success: true, verdict: "admitted" });
    const second = await rest("POST", "/verify", { token: tokens.organizer, body: scan });
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ success: false, verdict: "already_admitted" });
    expect(second.body.message).toMatch(/^Already admitted at \d\d:\d\d at Entrance by Bob Organizer$/u);

    const cancelled = await rest("DELETE", `/registrations/${registered.body.id}`, { token: guest });
    expect([cancelled.status, cancelled.body.error]).toEqual([409, "already_admitted"]);
    const attendees = await rest("GET", `/events/${event.id}/attendees`, { token: tokens.organizer });
    expect(attendees.body.items[0]).toMatchObject({
      status: "checked_in",
      user_display_name: expect.any(String),
    });
    expect(JSON.stringify(attendees.body)).not.toContain("qr_code");
  });

  test("a device opens the door, signs out, and hands its scans in; once it is revoked they are held", async () => {
    const event = await publishedEvent();
    const helper = await newMember();
    const { body: me } = await rest("GET", "/auth/me", { token: helper });
    await rest("POST", `/events/${event.id}/staff`, { token: tokens.organizer, body: { email: me.email } });
    const { body: points } = await rest("GET", `/events/${event.id}/check-in-points`, { token: helper });
    const codes: string[] = [];
    for (let count = 0; count < 2; count++) {
      const path = `/events/${event.id}/registrations`;
      codes.push((await rest("POST", path, { token: await newMember() })).body.qr_code);
    }
    const devices = `/events/${event.id}/devices`;
    const phone = { device_id: "phone-1", name: "A phone", needs_pass: true };
    const opened = await rest("POST", devices, { token: helper, body: phone });
    expect(opened).toMatchObject({ status: 200, body: { seats: [], ticket_count: 2 } });
    const passToken: string = opened.body.pass.token;
    await rest("POST", "/auth/logout", { token: helper });
    expect((await rest("GET", `/events/${event.id}/roster`, { token: helper })).status).toBe(401);

    const scanOf = (qrCode: string | undefined) => ({
      scan_id: randomUUID(),
      qr_code: qrCode,
      check_in_point_id: points[0].id,
      scanned_at: new Date().toISOString(),
      device_verdict: "admitted",
    });
    // The browser still sends its cookie or token along: it is no hindrance.
    const handIn = (scan: object) =>
      rest("POST", "/door/scans", { token: helper, body: { token: passToken, scans: [scan] } });
    expect((await handIn(scanOf(codes[0]))).body).toMatchObject({
      standing: "signed_out",
      results: [{ ok: true, verdict: "admitted", mark: "signed_out", is_held: false }],
    });
    expect((await rest("GET", devices, { token: helper })).status).toBe(401);
    const revoked = await rest("POST", `${devices}/phone-1/revoke`, { token: tokens.organizer, body: {} });
    expect(revoked.body.revoked).toMatchObject({ by: "Bob Organizer" });
    expect((await handIn(scanOf(codes[1]))).body).toMatchObject({
      standing: "device_revoked",
      results: [{ ok: true, mark: "device_revoked", is_held: true, conflict: { kind: "held" } }],
    });
    expect((await rest("GET", "/door/clock", { token: helper })).status).toBe(200);
    const wrong = await rest("POST", "/door/scans", { body: { token: "hello", scans: [] } });
    expect([wrong.status, wrong.body.error]).toEqual([401, "pass_expired"]);
  });

  test("a full event is a 409, and a walk-in needs an admin's reason", async () => {
    const event = await publishedEvent({ capacity: 1 });
    expect(
      (await rest("POST", `/events/${event.id}/registrations`, { token: await newMember() })).status,
    ).toBe(201);
    const full = await rest("POST", `/events/${event.id}/registrations`, { token: await newMember() });
    expect([full.status, full.body.error]).toEqual([409, "event_full"]);
    const walkIn = { event_id: event.id, email: "door@company.test", display_name: "Dora Door" };
    expect((await rest("POST", "/walk-in", { token: tokens.organizer, body: walkIn })).body.error).toBe(
      "event_full",
    );
    const forced = await rest("POST", "/walk-in", {
      token: tokens.admin,
      body: { ...walkIn, override_reason: "The speaker's mother" },
    });
    expect(forced.body).toMatchObject({ success: true, verdict: "admitted" });
  });

  test("a code that is nothing of ours is an answer, also without an event", async () => {
    const answer = await rest("POST", "/verify", {
      token: tokens.organizer,
      body: { qr_code: "QR-e1-u1-1234" },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ success: false, verdict: "unknown", registration: null });
  });
});

describe("people", () => {
  test("admins list them and change a role, which holds at the next request", async () => {
    const guest = await newMember();
    const { body: me } = await rest("GET", "/auth/me", { token: guest });
    expect((await rest("GET", "/users", { token: tokens.organizer })).status).toBe(403);
    const found = await rest("GET", "/users", { token: tokens.admin, query: { q: me.email } });
    expect(found.body.items).toHaveLength(1);
    expect((await rest("POST", "/events", { token: guest, body: newEvent() })).status).toBe(403);
    const changed = await rest("PATCH", `/users/${me.id}/role`, {
      token: tokens.admin,
      body: { role: "organizer" },
    });
    expect(changed.body).toMatchObject({ id: me.id, role: "organizer" });
    expect((await rest("POST", "/events", { token: guest, body: newEvent() })).status).toBe(201);
  });

  test("the last admin stays", async () => {
    const { body: me } = await rest("GET", "/auth/me", { token: tokens.admin });
    const answer = await rest("PATCH", `/users/${me.id}/role`, {
      token: tokens.admin,
      body: { role: "member" },
    });
    expect([answer.status, answer.body.error]).toEqual([409, "last_admin"]);
  });
});

test("OPTIONS without a preflight's headers is answered", async () => {
  const answer = await system.app.inject({ method: "OPTIONS", url: "/api/v1/events" });
  expect([answer.statusCode, answer.payload]).toEqual([204, ""]);
});

describe("requests that cannot be read", () => {
  async function statusOf(options: { payload?: string | Buffer; type?: string; url?: string }) {
    const response = await system.app.inject({
      method: "POST",
      url: options.url ?? "/api/v1/events",
      headers: {
        authorization: `Bearer ${tokens.organizer}`,
        "content-type": options.type ?? "application/json",
      },
      ...(options.payload === undefined ? {} : { payload: options.payload }),
    });
    const body = response.json();
    expect(body).toEqual({
      error: expect.any(String),
      message: expect.any(String),
      details: expect.any(Object),
    });
    return [response.statusCode, body.error];
  }

  test("are told apart: malformed, of another kind, too large, unknown", async () => {
    expect(await statusOf({ payload: "{" })).toEqual([400, "bad_request"]);
    expect(await statusOf({ payload: "a=b", type: "application/x-www-form-urlencoded" })).toEqual([
      415,
      "bad_request",
    ]);
    expect(await statusOf({ payload: `"${"x".repeat(1024 * 1024)}"` })).toEqual([413, "too_large"]);
    expect(await statusOf({ url: "/api/v1/nothing" })).toEqual([404, "not_found"]);
    expect(await statusOf({ url: "/api/v1/events/%E0%A4%A" })).toEqual([400, "bad_request"]);
    expect(await statusOf({ payload: "[]" })).toEqual([422, "ValidationError"]);
    expect(await statusOf({ payload: "[".repeat(100_000) })).toEqual([400, "bad_request"]);
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    expect(await statusOf({ payload: deep })).toEqual([400, "bad_request"]);
    expect(
      await statusOf({ payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }),
    ).toEqual([422, "ValidationError"]);
  });
});
