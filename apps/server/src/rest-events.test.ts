import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";
import { type RestAnswer, restClient } from "./testing/rest-system.ts";

let system: Awaited<ReturnType<typeof buildTestApp>>;
let rest: ReturnType<typeof restClient>;
const tokens = { organizer: "", admin: "" };
let made = 0;

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();

async function logIn(email: string): Promise<string> {
  const answer = await rest("POST", "/auth/login", { body: { email, password: "password123" } });
  return answer.body.access_token;
}

async function newMember(): Promise<string> {
  made++;
  const answer = await rest("POST", "/auth/signup", {
    body: { email: `queue-${made}@company.test`, password: "password123", display_name: `Guest ${made}` },
  });
  return answer.body.access_token;
}

async function publishedEvent(capacity: number): Promise<RestAnswer["body"]> {
  const body = {
    title: `Evening ${++made}`,
    description: "Talks and soup.",
    start_at: inDays(3),
    end_at: inDays(4),
    location: "Hall 1",
    capacity,
  };
  const created = await rest("POST", "/events", { token: tokens.organizer, body });
  return (await rest("PATCH", `/events/${created.body.id}/approve`, { token: tokens.admin })).body;
}

beforeAll(async () => {
  system = await buildTestApp();
  rest = restClient(system.app);
  await system.seed();
  tokens.organizer = await logIn("org@company.com");
  tokens.admin = await logIn("admin@company.com");
});
afterAll(() => system.close());

describe("the waitlist", () => {
  test("is joined, listed, left and accepted from", async () => {
    const event = await publishedEvent(1);
    const [holder, first, second] = [await newMember(), await newMember(), await newMember()];
    const ticket = await rest("POST", `/events/${event.id}/registrations`, { token: holder });
    expect(await rest("POST", `/events/${event.id}/registrations`, { token: first })).toMatchObject({
      status: 409,
      body: { error: "event_full" },
    });
    const path = `/events/${event.id}/waitlist`;
    expect(await rest("POST", path, { token: first })).toMatchObject({ status: 201, body: { position: 1 } });
    expect(await rest("POST", path, { token: second })).toMatchObject({ status: 201, body: { position: 2 } });
    const queue = await rest("GET", path, { token: tokens.organizer });
    expect(queue).toMatchObject({
      status: 200,
      body: { total: 2, items: [{ user_display_name: expect.any(String) }, {}] },
    });
    expect((await rest("DELETE", `/registrations/${ticket.body.id}`, { token: holder })).status).toBe(204);
    expect((await rest("GET", "/me/waitlist", { token: first })).body.items).toMatchObject([
      { status: "offered", position: null, offer_expires_at: expect.any(String) },
    ]);
    expect((await rest("DELETE", path, { token: first })).status).toBe(204);
    const accepted = await rest("POST", `${path}/accept`, { token: second });
    expect(accepted).toMatchObject({
      status: 201,
      body: { status: "registered", qr_code: expect.any(String) },
    });
    expect((await rest("GET", `/events/${event.id}`)).body).toMatchObject({
      registered_count: 1,
      seats_left: 0,
    });
  });
});

describe("a published event", () => {
  test("is changed by a proposal that an admin accepts", async () => {
    const event = await publishedEvent(5);
    const edited = await rest("PATCH", `/events/${event.id}`, {
      token: tokens.organizer,
      body: { title: "Another title", location: "Hall 2" },
    });
    expect(edited).toMatchObject({
      status: 200,
      body: { title: event.title, location: "Hall 2", revision: { difference: [{ field: "title" }] } },
    });
    const queue = await rest("GET", "/revisions", { token: tokens.admin, query: { limit: "100" } });
    const proposal = queue.body.items.find((item: { event_id: string }) => item.event_id === event.id);
    const accepted = await rest("PATCH", `/revisions/${proposal.id}/accept`, {
      token: tokens.admin,
      body: { version: proposal.version },
    });
    expect(accepted).toMatchObject({ status: 200, body: { status: "accepted" } });
    expect((await rest("GET", `/events/${event.id}`)).body.title).toBe("Another title");
    expect(
      await rest("PATCH", `/revisions/${proposal.id}/refuse`, {
        token: tokens.admin,
        body: { reason: "No" },
      }),
    ).toMatchObject({ status: 409, body: { error: "revision_not_open" } });
    const history = await rest("GET", `/events/${event.id}/history`, { token: tokens.organizer });
    expect(history.body.items[0]).toMatchObject({ action: "event.accept_revision" });
  });

  test("names changed fields in REST's case, also of a proposal, in the history and of an import", async () => {
    const event = await publishedEvent(5);
    const proposed = await rest("PATCH", `/events/${event.id}`, {
      token: tokens.organizer,
      body: { start_at: inDays(3.5) },
    });
    expect(proposed.body.revision.difference).toMatchObject([{ field: "start_at" }]);
    const body = { time_zone: "Asia/Taipei", offer_hours: 5 };
    await rest("PATCH", `/events/${event.id}`, { token: tokens.admin, body });
    const history = await rest("GET", `/events/${event.id}/history`, { token: tokens.admin });
    expect(history.body.items[0].difference.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      "offer_hours",
      "time_zone",
    ]);
    const imported = await rest("POST", `/events/${event.id}/import`, {
      token: tokens.organizer,
      body: { csv: "email,name\nnobody-yet@company.test,\n", dry_run: true },
    });
    expect(imported.body.errors).toMatchObject([{ line: 2, field: "display_name" }]);
  });

  test("shows both versions to a stale edit", async () => {
    const event = await publishedEvent(5);
    const { version } = event;
    await rest("PATCH", `/events/${event.id}`, { token: tokens.admin, body: { version, offer_hours: 5 } });
    const stale = await rest("PATCH", `/events/${event.id}`, {
      token: tokens.admin,
      body: { version, offer_hours: 7 },
    });
    expect(stale).toMatchObject({
      status: 409,
      body: {
        error: "stale_version",
        details: { offer_hours: "Is 5 now; you sent 7" },
        conflict: {
          current: { id: event.id, version: version + 1, offer_hours: 5 },
          differences: [{ field: "offer_hours", yours: 7, theirs: 5 }],
        },
      },
    });
  });

  test("asks questions, and is found by its status and free seats", async () => {
    const event = await publishedEvent(5);
    const set = await rest("PUT", `/events/${event.id}/questions`, {
      token: tokens.organizer,
      body: { questions: [{ label: "Diet?", kind: "text", is_required: true }] },
    });
    expect(set).toMatchObject({ status: 200, body: [{ label: "Diet?", is_required: true }] });
    const id = set.body[0].id;
    const member = await newMember();
    expect(
      await rest("POST", `/events/${event.id}/registrations`, { token: member, body: {} }),
    ).toMatchObject({
      status: 422,
      body: { details: { [`answers.${id}`]: "Is required" } },
    });
    const answers = { [id]: "Vegan" };
    const registered = await rest("POST", `/events/${event.id}/registrations`, {
      token: member,
      body: { answers },
    });
    expect(registered.status).toBe(201);
    const attendees = await rest("GET", `/events/${event.id}/attendees`, { token: tokens.organizer });
    expect(attendees.body.items[0].answers).toEqual([{ question_id: id, label: "Diet?", value: "Vegan" }]);
    const found = await rest("GET", "/events", { query: { has_seats: "true", q: event.title } });
    expect(found.body.items.map((item: { id: string }) => item.id)).toContain(event.id);
    expect((await rest("GET", "/events", { query: { status: "pending" } })).body.total).toBe(0);
    expect(
      (await rest("GET", "/events", { token: tokens.admin, query: { status: "pending" } })).body.total,
    ).toBeGreaterThan(0);
    expect((await rest("GET", "/events", { query: { has_seats: "perhaps" } })).status).toBe(422);
  });

  test("is duplicated", async () => {
    const event = await publishedEvent(5);
    const copy = await rest("POST", `/events/${event.id}/duplicate`, {
      token: tokens.organizer,
      body: { start_at: inDays(30) },
    });
    expect(copy).toMatchObject({ status: 201, body: { title: event.title, status: "pending" } });
  });
});

describe("an import", () => {
  /** Three megabytes of people who are one and the same. */
  const large = `email,name\n${`large-file@people.test,${"x".repeat(60)}\n`.repeat(36_000)}`;
  const post = (url: string, payload: object) =>
    system.app.inject({
      method: "POST",
      url,
      headers: { authorization: `Bearer ${tokens.organizer}`, "content-type": "application/json" },
      payload: JSON.stringify(payload),
    });

  test("may be large, by REST and by tRPC, where nothing else may", async () => {
    const event = await publishedEvent(5);
    const byRest = await post(`/api/v1/events/${event.id}/import`, { csv: large, dry_run: true });
    expect(byRest.statusCode).toBe(200);
    expect(byRest.json()).toMatchObject({ is_applied: false, rows: 36_000, registered: 1, repeated: 35_999 });
    const byTrpc = await post("/api/trpc/registrations.import", {
      eventId: event.id,
      csv: large,
      dryRun: true,
    });
    expect(byTrpc.statusCode).toBe(200);
    expect(byTrpc.json().result.data).toMatchObject({ rows: 36_000 });
    const inBatch = await post("/api/trpc/registrations.import?batch=1", {
      0: { eventId: event.id, csv: "email,name\na@people.test,A", mode: "valid_rows" },
    });
    expect(inBatch.json()[0].result.data).toMatchObject({ isApplied: true, registered: 1 });
    expect((await post("/api/trpc/events.create", { title: large })).statusCode).toBe(413);
    expect((await post("/api/v1/events", { title: large })).statusCode).toBe(413);
  });

  test("has a limit, too", async () => {
    const event = await publishedEvent(5);
    const tooLarge = { csv: "x".repeat(10 * 1024 * 1024) };
    expect((await post(`/api/v1/events/${event.id}/import`, tooLarge)).statusCode).toBe(413);
    expect(
      (await post("/api/trpc/registrations.import", { eventId: event.id, ...tooLarge })).statusCode,
    ).toBe(413);
  });
});
