import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@eventmaster/db/schema/webhooks";
import { asc, eq } from "drizzle-orm";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import { type Context, transaction } from "../context.ts";
import { approveEvent, cancelEvent } from "../events/decide-event.ts";
import { createEvent } from "../events/create-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { cancelMany } from "../registrations/cancel-many.ts";
import { importPeople } from "../registrations/import-people.ts";
import { restoreMany } from "../registrations/restore-many.ts";
import { restoreRegistration } from "../registrations/restore-registration.ts";
import { takeSeat } from "../registrations/seats.ts";
import { findEvent } from "../events/load-event.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { type Receiver, startReceiver } from "../testing/webhook-receiver.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { getDelivery } from "./get-delivery.ts";
import { listDeliveries } from "./list-deliveries.ts";
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  rotateWebhookSecret,
  updateWebhook,
} from "./manage-webhooks.ts";
import { createPostMessage } from "./post-message.ts";
import { redeliver, testWebhook } from "./send-again.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let organizer: Person;
let member: Person;
let receiver: Receiver;

beforeAll(async () => {
  system = await startTestSystem();
});
beforeEach(async () => {
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin");
  organizer = await organization.makeUser("organizer");
  member = await organization.makeUser("member");
  receiver = await startReceiver();
});
afterEach(() => receiver.close());
afterAll(() => system.close());

const all = [
  "registration.created",
  "registration.cancelled",
  "registration.admitted",
  "event.published",
  "event.changed",
  "event.cancelled",
] as const;

const postMessage = createPostMessage({ allowsPrivate: true, timeoutMs: 2000 });
const paging = { limit: 100, offset: 0 };

function makeEndpoint(types: (typeof all)[number][] = [...all]) {
  return createWebhook(admin.ctx(), { url: receiver.url, types, description: "" });
}

interface QueuedJob {
  data: { organizationId: string; payload: { deliveryId: string; attempt: number } };
  startAfter: Date;
}

/** Jobs of this organization that wait. */
async function queued(): Promise<QueuedJob[]> {
  const rows = await system.sql<{ data: QueuedJob["data"]; start_after: string }[]>`
    select data, start_after from pgboss.job
    where name = 'webhook.deliver' and data ->> 'organizationId' = ${organization.organizationId} order by id`;
  return rows.map(({ data, start_after }) => ({ data, startAfter: new Date(start_after) }));
}

/** Makes every attempt that is queued once, as the worker does. */
async function workOff(ctx: Context = organization.anonymous()): Promise<void> {
  const jobs = await queued();
  await system.sql`delete from pgboss.job where name = 'webhook.deliver'
    and data ->> 'organizationId' = ${organization.organizationId}`;
  for (const { data } of jobs) await attemptDelivery(ctx, data.payload, postMessage);
}

const messages = () =>
  receiver.received.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
const deliveriesOf = async (webhookId: string) =>
  (await listDeliveries(admin.ctx(), { ...paging, webhookId })).items;

describe("what happens is told", () => {
  test("of registrations that are given back: by whoever gave them up, and by an organizer", async () => {
    await makeEndpoint(["registration.created", "registration.cancelled"]);
    const event = await organization.makeEvent(organizer);
    const { id } = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: id });
    await restoreRegistration(member.ctx(), { registrationId: id });
    await cancelMany(organizer.ctx(), { eventId: event.id, registrationIds: [id] });
    await restoreMany(organizer.ctx(), { eventId: event.id, registrationIds: [id] });
    await workOff();
    const [created, cancelled] = [
      {
        type: "registration.created",
        data: { id, user_id: member.userId, status: "registered", cancelled_at: null },
      },
      { type: "registration.cancelled", data: { id, status: "cancelled" } },
    ];
    expect(messages()).toMatchObject([created, cancelled, created, cancelled, created]);
  });

  test("of registrations: made, cancelled, admitted; by ids, without names and ticket codes", async () => {
    await makeEndpoint();
    const event = await organization.makeEvent(organizer);
    const { id, qrCode } = await register(member, event);
    await checkIn(organizer.ctx(), { qrCode, eventId: event.id });
    const other = await register(organizer, event);
    await cancelRegistration(organizer.ctx(), { registrationId: other.id });
    await workOff();
    expect(messages()).toMatchObject([
      {
        type: "registration.created",
        timestamp: expect.any(String),
        data: { id, event_id: event.id, user_id: member.userId, status: "registered", source: "self" },
      },
      { type: "registration.admitted", data: { id, status: "checked_in" } },
      { type: "registration.created", data: { id: other.id } },
      { type: "registration.cancelled", data: { id: other.id, status: "cancelled" } },
    ]);
    const sent = receiver.received.map(({ body }) => body).join("");
    for (const secret of ["EM1:", member.email, member.displayName]) expect(sent).not.toContain(secret);
  });

  test("of people who were imported, one message each", async () => {
    await makeEndpoint(["registration.created"]);
    const event = await organization.makeEvent(organizer);
    const csv = "email,name\na@hooks.test,A\nb@hooks.test,B";
    await importPeople(organizer.ctx(), { eventId: event.id, csv, mode: "all_or_nothing", dryRun: false });
    await workOff();
    expect(messages().map(({ data }) => data["source"])).toEqual(["import", "import"]);
  });

  test("of events: published, changed with the fields, cancelled; not of what is still pending", async () => {
    await makeEndpoint();
    const fields = {
      title: "Concert",
      description: "Music",
      startAt: inFuture(day),
      endAt: inFuture(2 * day),
      timeZone: "UTC",
      location: "Hall",
      capacity: 5,
      category: "music",
      tags: [],
      offerHours: 12,
    } as Parameters<typeof createEvent>[1];
    const { id: eventId } = await createEvent(organizer.ctx(), fields);
    await updateEvent(organizer.ctx(), { eventId, location: "Hall 2" });
    await approveEvent(admin.ctx(), { eventId });
    await updateEvent(admin.ctx(), { eventId, location: "Hall 3", startAt: inFuture(day + 1000) });
    await cancelEvent(admin.ctx(), { eventId });
    await createEvent(admin.ctx(), fields);
    await workOff();
    expect(messages().map(({ type, data }) => [type, data["changed"], data["location"]])).toEqual([
      ["event.published", undefined, "Hall 2"],
      ["event.changed", expect.arrayContaining(["location", "start_at"]), "Hall 3"],
      ["event.cancelled", undefined, "Hall 3"],
      ["event.published", undefined, "Hall"],
    ]);
  });

  test("only to endpoints that want it and are on, and never to another organization's", async () => {
    const { id: webhookId } = await makeEndpoint(["event.cancelled"]);
    const off = await makeEndpoint();
    await updateWebhook(admin.ctx(), { webhookId: off.id, isEnabled: false });
    const elsewhere = await system.makeOrganization();
    const stranger = await elsewhere.makeUser("admin");
    await createWebhook(stranger.ctx(), { url: receiver.url, types: [...all], description: "" });
    await register(member, await organization.makeEvent(organizer));
    expect(await queued()).toEqual([]);
    expect(await deliveriesOf(webhookId)).toEqual([]);
    expect(await deliveriesOf(off.id)).toEqual([]);
  });

  test("if and only if the change is made: what is rolled back is told nobody", async () => {
    await makeEndpoint();
    const event = await organization.makeEvent(organizer);
    const undone = transaction(member.ctx(), async (ctx) => {
      const row = await findEvent(ctx, event.id);
      await takeSeat(ctx, row!, { userId: member.userId, source: "self" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await expect(register(member, { id: event.organizerId })).rejects.toMatchObject({ code: "not_found" });
    expect(await queued()).toEqual([]);
  });
});

describe("a message", () => {
  test("is signed so that another library verifies it; one letter changed, and it does not", async () => {
    const { id: webhookId, secret } = await makeEndpoint();
    await testWebhook(admin.ctx(), { webhookId });
    await workOff();
    const [{ body, headers }] = receiver.received as [{ body: string; headers: Record<string, string> }];
    const standard = new StandardWebhook(secret);
    expect(standard.verify(body, headers)).toMatchObject({
      type: "webhook.test",
      data: { webhook_id: webhookId },
    });
    expect(() => standard.verify(body.replace("webhook.test", "webhook.Test"), headers)).toThrow(
      "No matching signature found",
    );
    const [delivery] = await deliveriesOf(webhookId);
    expect(delivery).toMatchObject({
      status: "delivered",
      attempts: 1,
      responseStatus: 204,
      error: null,
      body,
    });
  });

  test("has two signatures while an old secret is still good, and one afterwards", async () => {
    const { id: webhookId, secret: old } = await makeEndpoint();
    const { secret } = await rotateWebhookSecret(admin.ctx(), { webhookId, overlapHours: 1 });
    expect(secret).not.toBe(old);
    await testWebhook(admin.ctx(), { webhookId });
    await workOff();
    const { body, headers } = receiver.received[0] as { body: string; headers: Record<string, string> };
    for (const good of [secret, old]) expect(new StandardWebhook(good).verify(body, headers)).toBeTruthy();
    await system.db.update(webhookEndpoints).set({ oldSecretUntil: new Date(Date.now() - 1000) });
    await testWebhook(admin.ctx(), { webhookId });
    await workOff();
    const later = receiver.received[1] as { body: string; headers: Record<string, string> };
    expect(new StandardWebhook(secret).verify(later.body, later.headers)).toBeTruthy();
    expect(() => new StandardWebhook(old).verify(later.body, later.headers)).toThrow(
      "No matching signature found",
    );
  });

  test("without an overlap a stolen secret is worth nothing at once", async () => {
    const { id: webhookId, secret: old } = await makeEndpoint();
    await rotateWebhookSecret(admin.ctx(), { webhookId, overlapHours: 0 });
    await testWebhook(admin.ctx(), { webhookId });
    await workOff();
    const { body, headers } = receiver.received[0] as { body: string; headers: Record<string, string> };
    expect(() => new StandardWebhook(old).verify(body, headers)).toThrow("No matching signature found");
  });
});

describe("a receiver that fails", () => {
  test("is tried again later and later, over days, with the same id; then it is given up", async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    const { id: webhookId } = await makeEndpoint();
    await testWebhook(admin.ctx(), { webhookId });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt++) {
      await workOff();
      const [next] = await queued();
      if (next) waits.push(Math.floor((next.startAfter.getTime() - Date.now()) / 1000));
    }
    expect(await queued()).toEqual([]);
    expect(waits).toHaveLength(8);
    expect(waits.every((wait, index) => index === 0 || wait > waits[index - 1]!)).toBe(true);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(40 * 3600);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const [delivery] = await deliveriesOf(webhookId);
    const { log } = await getDelivery(admin.ctx(), { deliveryId: delivery!.id });
    expect(log.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(delivery).toMatchObject({
      status: "failed",
      attempts: 9,
      responseStatus: 500,
      error: "It answered 500",
      nextAttemptAt: null,
    });
    const { items } = await listWebhooks(admin.ctx());
    expect(items).toMatchObject([{ isEnabled: true, failingSince: expect.any(String) }]);
  });

  test("and then answers has what it missed, and is failing no more", async () => {
    receiver.answerWith((response) => response.destroy());
    const { id: webhookId } = await makeEndpoint();
    await testWebhook(admin.ctx(), { webhookId });
    await workOff();
    receiver.answerWith((response) => response.writeHead(200).end());
    await workOff();
    expect(await deliveriesOf(webhookId)).toMatchObject([{ status: "delivered", attempts: 2 }]);
    expect((await listWebhooks(admin.ctx())).items).toMatchObject([{ failingSince: null }]);
  });

  test("for three days is turned off, which admins are told once and the audit log says; what waits is not sent", async () => {
    receiver.answerWith((response) => response.writeHead(503).end());
    const another = await organization.makeUser("admin");
    const { id: webhookId } = await makeEndpoint();
    await updateWebhook(admin.ctx(), { webhookId, description: "The club's site" });
    await testWebhook(admin.ctx(), { webhookId });
    await testWebhook(admin.ctx(), { webhookId });
    await system.db
      .update(webhookEndpoints)
      .set({ failingSince: inFuture(-3 * day - 1000) })
      .where(eq(webhookEndpoints.id, webhookId));
    const ctx = organization.anonymous();
    await workOff(ctx);
    expect((await listWebhooks(admin.ctx())).items).toMatchObject([
      { isEnabled: false, disabledBecause: "failing" },
    ]);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "webhook.turn_off", subjectId: webhookId, actorId: null, details: { because: "failing" } },
    ]);
    expect(receiver.received).toHaveLength(1);
    await workOff();
    expect(receiver.received).toHaveLength(1);
    for (const { email } of [admin, another]) {
      const told = await system.mailsTo(email);
      expect(told.abouts).toEqual([
        {
          host: new URL(receiver.url).host,
          description: "The club's site",
          because: "failing",
          link: "https://events.test/admin/webhooks",
        },
      ]);
    }
    expect((await system.mailsTo(organizer.email)).kinds).toEqual([]);
    const on = await updateWebhook(admin.ctx(), { webhookId, isEnabled: true });
    expect(on).toMatchObject({ isEnabled: true, disabledBecause: null, failingSince: null });
  });

  test("by saying that it is gone (410) is turned off at once", async () => {
    receiver.answerWith((response) => response.writeHead(410).end());
    const { id: webhookId } = await makeEndpoint();
    await testWebhook(admin.ctx(), { webhookId });
    await workOff();
    expect(await queued()).toEqual([]);
    expect((await listWebhooks(admin.ctx())).items).toMatchObject([{ disabledBecause: "gone" }]);
  });

  test("a worker that died after sending makes the attempt again, and it counts once", async () => {
    const { id: webhookId } = await makeEndpoint();
    await testWebhook(admin.ctx(), { webhookId });
    const [job] = await queued();
    const ctx = organization.anonymous();
    await Promise.all([1, 2].map(() => attemptDelivery(ctx, job!.data.payload, postMessage)));
    await attemptDelivery(ctx, job!.data.payload, postMessage);
    expect(await deliveriesOf(webhookId)).toMatchObject([{ status: "delivered", attempts: 1 }]);
    expect(receiver.received.length).toBeLessThanOrEqual(2);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
});

test("each attempt is kept with the beginning of what was answered, and is its organization's admins' alone", async () => {
  receiver.answerWith((response) => response.writeHead(500).end(`No\u0000 room. ${"é".repeat(2000)}`));
  const { id: webhookId } = await makeEndpoint();
  const { id: deliveryId } = await testWebhook(admin.ctx(), { webhookId });
  await workOff();
  receiver.answerWith((response) => response.writeHead(202).end("thanks"));
  await workOff();
  const found = await getDelivery(admin.ctx(), { deliveryId });
  expect(found).toMatchObject({ id: deliveryId, status: "delivered", attempts: 2 });
  const time = { at: expect.any(String), durationMs: expect.any(Number) };
  expect(found.log).toEqual([
    { ...time, number: 1, responseStatus: 500, error: "It answered 500", answer: expect.any(String) },
    { ...time, number: 2, responseStatus: 202, error: null, answer: "thanks" },
  ]);
  expect(found.log[0]!.answer).toMatch(/^No\uFFFD room\. é+\uFFFD?$/u);
  expect(Buffer.byteLength(found.log[0]!.answer)).toBeLessThanOrEqual(1030);
  const stranger = await (await system.makeOrganization()).makeUser("admin");
  await expectRefusal(system, stranger.ctx(), (ctx) => getDelivery(ctx, { deliveryId }), "not_found");
  await expectRefusal(system, organizer.ctx(), (ctx) => getDelivery(ctx, { deliveryId }), "forbidden");
  await deleteWebhook(admin.ctx(), { webhookId });
  expect(await system.db.$count(webhookAttempts, eq(webhookAttempts.deliveryId, deliveryId))).toBe(0);
});

test("a message is sent again with its id and its text, and has all its attempts", async () => {
  receiver.answerWith((response) => response.writeHead(410).end());
  const { id: webhookId } = await makeEndpoint();
  const first = await testWebhook(admin.ctx(), { webhookId });
  const again = (ctx: Context) => redeliver(ctx, { deliveryId: first.id });
  await expectRefusal(system, admin.ctx(), again, "delivery_pending");
  await workOff();
  await expectRefusal(system, admin.ctx(), again, "webhook_off");
  await expectRefusal(system, admin.ctx(), (ctx) => testWebhook(ctx, { webhookId }), "webhook_off");
  await updateWebhook(admin.ctx(), { webhookId, isEnabled: true });
  receiver.answerWith((response) => response.writeHead(200).end());
  const ctx = admin.ctx();
  expect(await again(ctx)).toMatchObject({ status: "pending", attempts: 0, body: first.body });
  expect(await system.auditOf(ctx)).toMatchObject([
    { action: "webhook.redeliver", details: { of: first.id } },
  ]);
  await workOff();
  expect(receiver.received).toHaveLength(2);
  expect(receiver.received[1]!.headers["webhook-id"]).toBe(receiver.received[0]!.headers["webhook-id"]);
  const failed = await listDeliveries(admin.ctx(), { ...paging, webhookId, status: "failed" });
  expect(failed.items.map(({ id }) => id)).toEqual([first.id]);
});

describe("an endpoint", () => {
  test("shows its secret when it is made and when it is changed, and at no other time", async () => {
    const ctx = admin.ctx();
    const made = await createWebhook(ctx, {
      url: "https://example.org/h?token=x",
      types: [...all],
      description: "CRM",
    });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u);
    expect(JSON.stringify(await listWebhooks(admin.ctx()))).not.toContain("whsec_");
    const audit = await system.auditOf(ctx);
    expect(audit).toMatchObject([{ action: "webhook.create", details: { host: "example.org" } }]);
    expect(JSON.stringify(audit)).not.toMatch(/whsec_|token/u);
    const changing = admin.ctx();
    const changed = await updateWebhook(changing, { webhookId: made.id, types: ["event.changed"] });
    expect(changed).toMatchObject({ types: ["event.changed"], description: "CRM" });
    expect(await system.auditOf(changing)).toMatchObject([{ action: "webhook.update" }]);
    const rotating = admin.ctx();
    await rotateWebhookSecret(rotating, { webhookId: made.id, overlapHours: 24 });
    expect(await system.auditOf(rotating)).toMatchObject([{ action: "webhook.rotate_secret" }]);
  });

  test("is refused at once where it is known to be near, unless that is allowed", async () => {
    const made = await makeEndpoint();
    const near = [
      ["http://example.org/h", "Must begin with https"],
      ["https://127.0.0.1/h", "Must not be in a private network"],
      ["https://[::ffff:10.0.0.1]/h", "Must not be in a private network"],
      ["https://db.localhost/h", "Must not be in a private network"],
    ];
    for (const [url = "", sentence] of near) {
      const refusal = expect.objectContaining({ code: "validation", fields: { url: sentence } });
      const ctx = { ...admin.ctx(), webhooksReachPrivate: false };
      await expect(createWebhook(ctx, { url, types: [...all], description: "" })).rejects.toEqual(refusal);
      await expect(updateWebhook(ctx, { webhookId: made.id, url })).rejects.toEqual(refusal);
    }
    const ctx = { ...admin.ctx(), webhooksReachPrivate: undefined };
    await updateWebhook(ctx, { webhookId: made.id, description: "still to be edited" });
    expect(await updateWebhook(ctx, { webhookId: made.id, url: "https://example.org/h" })).toMatchObject({
      url: "https://example.org/h",
    });
  });

  test("goes with its log", async () => {
    const { id: webhookId } = await makeEndpoint();
    await testWebhook(admin.ctx(), { webhookId });
    const ctx = admin.ctx();
    await deleteWebhook(ctx, { webhookId });
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "webhook.delete" }]);
    const left = await system.db
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.endpointId, webhookId))
      .orderBy(asc(webhookDeliveries.id));
    expect(left).toEqual([]);
    await workOff();
    expect(receiver.received).toEqual([]);
  });

  test("there are twenty at most", async () => {
    const making = Array.from({ length: 25 }, () =>
      makeEndpoint().catch((error: { code: string }) => error.code),
    );
    const made = await Promise.all(making);
    expect(made.filter((outcome) => outcome === "too_many_webhooks")).toHaveLength(5);
  });

  test("is for admins of its own organization", async () => {
    const { id: webhookId } = await makeEndpoint();
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    const verbs: ((ctx: Context) => Promise<unknown>)[] = [
      (ctx) => updateWebhook(ctx, { webhookId, isEnabled: false }),
      (ctx) => rotateWebhookSecret(ctx, { webhookId, overlapHours: 1 }),
      (ctx) => testWebhook(ctx, { webhookId }),
      (ctx) => listDeliveries(ctx, { ...paging, webhookId }),
      (ctx) => deleteWebhook(ctx, { webhookId }),
    ];
    for (const verb of verbs) {
      await expectRefusal(system, stranger.ctx(), verb, "not_found");
      await expectRefusal(system, organizer.ctx(), verb, "forbidden");
      await expectRefusal(system, organization.anonymous(), verb, "not_signed_in");
    }
    await expectRefusal(system, organizer.ctx(), (ctx) => listWebhooks(ctx), "forbidden");
    expect((await listWebhooks(stranger.ctx())).items).toEqual([]);
    const { id: deliveryId } = await testWebhook(admin.ctx(), { webhookId });
    await expectRefusal(system, stranger.ctx(), (ctx) => redeliver(ctx, { deliveryId }), "not_found");
  });
});
