import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";
import { restClient } from "./testing/rest-system.ts";
import { subscribeAt } from "./testing/subscribe.ts";

let system: Awaited<ReturnType<typeof buildTestApp>>;
let rest: ReturnType<typeof restClient>;
let address: string;
let organizer: { id: string; token: string };
let member: { id: string; token: string };
let eventId: string;
beforeAll(async () => {
  system = await buildTestApp();
  rest = restClient(system.app);
  address = await system.app.listen({ port: 0, host: "127.0.0.1" });
  organizer = await signUp("organizer");
  member = await signUp("member");
  eventId = await makeEvent();
});
let isClosed = false;
afterAll(() => (isClosed ? undefined : system.close()));

let made = 0;
async function signUp(role: string) {
  const email = `live-${++made}@company.test`;
  const { body } = await rest("POST", "/auth/signup", {
    body: { email, password: "correct horse", display_name: "Zoë" },
  });
  const id = String(body.user.id);
  await system.db.$client`update memberships set role = ${role} where user_id = ${id}`;
  const again = await rest("POST", "/auth/login", { body: { email, password: "correct horse" } });
  return { id, token: String(again.body.access_token) };
}

async function makeEvent(): Promise<string> {
  const { body } = await rest("POST", "/events", {
    token: organizer.token,
    body: {
      title: "Meetup",
      description: "Talks",
      start_at: "2030-01-01T10:00:00Z",
      end_at: "2030-01-01T12:00:00Z",
      location: "Hall",
      capacity: 10,
    },
  });
  await system.db.$client`update events set status = 'published' where id = ${String(body.id)}`;
  return String(body.id);
}

const subscribe = (path: string, input: object, token: string | null) =>
  subscribeAt(address, path, input, token);

test("a subscription is a stream of events over HTTP, with ids to go on from", async () => {
  const live = await subscribe("live.event", { eventId }, organizer.token);
  expect(live.response.status).toBe(200);
  expect(live.response.headers.get("content-type")).toContain("text/event-stream");
  expect(live.response.headers.get("content-encoding")).toBeNull();
  expect(await live.message()).toMatchObject({
    data: { counts: { registered: 0, capacity: 10 }, scans: [] },
  });
  await rest("POST", `/events/${eventId}/registrations`, { token: member.token });
  const told = await live.message();
  expect(told).toMatchObject({ id: expect.any(String), data: { counts: { registered: 1 } } });
  live.close();

  const { body } = await rest("POST", "/verify", {
    token: organizer.token,
    body: { qr_code: "hello", event_id: eventId },
  });
  const again = await subscribe("live.event", { eventId, lastEventId: told!.id }, organizer.token);
  expect(await again.message()).toMatchObject({
    data: { scans: [{ scanId: body.scan_id, verdict: "unknown" }] },
  });
  again.close();
});

test("who may not watch is told so, and the stream ends", async () => {
  const refusal = async (path: string, input: object, token: string | null) => {
    const live = await subscribe(path, input, token);
    const sent = await live.message();
    expect(await live.message()).toBeNull();
    return [sent?.event, sent?.data.data.code, sent?.data.data.httpStatus];
  };
  const refused = (code: string, status: number) => ["serialized-error", code, status];
  expect(await refusal("live.event", { eventId }, member.token)).toEqual(refused("forbidden", 403));
  expect(await refusal("live.event", { eventId: crypto.randomUUID() }, organizer.token)).toEqual(
    refused("not_found", 404),
  );
  expect(await refusal("live.event", { eventId }, null)).toEqual(refused("not_signed_in", 401));
  expect(await refusal("live.event", { eventId: "x" }, organizer.token)).toEqual(refused("validation", 422));
  expect(await refusal("live.seats", { eventId: crypto.randomUUID() }, null)).toEqual(
    refused("not_found", 404),
  );
  expect(await refusal("live.managed", {}, member.token)).toEqual(refused("forbidden", 403));
});

test("whoever reads an event's page hears of its seats, signed in or not", async () => {
  const published = await makeEvent();
  const live = await subscribe("live.seats", { eventId: published }, null);
  expect(await live.message()).toMatchObject({ data: { seatsLeft: 10, status: "published" } });
  await rest("POST", `/events/${published}/registrations`, { token: member.token });
  expect(await live.message()).toMatchObject({ data: { seatsLeft: 9, registeredCount: 1 } });
  live.close();
});

test("organizers' pages hear of their events", async () => {
  const live = await subscribe("live.managed", {}, organizer.token);
  expect(await live.message()).toMatchObject({
    data: { isSnapshot: true, events: expect.arrayContaining([expect.objectContaining({ id: eventId })]) },
  });
  live.close();
});

test("a stopping server ends what is open, within seconds", async () => {
  const [one, two] = await Promise.all([
    subscribe("live.event", { eventId }, organizer.token),
    subscribe("live.managed", {}, organizer.token),
  ]);
  await Promise.all([one.message(), two.message()]);
  const begun = performance.now();
  const ends = Promise.allSettled([one.message(), two.message()]);
  isClosed = true;
  await system.close();
  await ends;
  expect(performance.now() - begun).toBeLessThan(5000);
});
