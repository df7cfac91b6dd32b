import { generateSigningKey, readTicketCode, signTicketCode } from "@eventmaster/admission/ticket-code";
import { admissions, scans, ticketKeys } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelEvent } from "../events/decide-event.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import {
  day,
  type EventRow,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { checkIn } from "./check-in.ts";
import { addStaff, listStaff, removeStaff } from "./event-staff.ts";
import { listDoorEvents } from "./list-door-events.ts";
import { loadTicketKeys, rotateTicketKey } from "./ticket-keys.ts";
import { walkIn } from "./walk-in.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let otherOrganizer: Person;
let admin: Person;
let holder: Person;
let event: EventRow;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [organizer, otherOrganizer, admin, holder] = await Promise.all([
    organization.makeUser("organizer", { displayName: "Bob" }),
    organization.makeUser("organizer"),
    organization.makeUser("admin"),
    organization.makeUser("member", { displayName: "Zoë <b>🎉</b>" }),
  ]);
  event = await organization.makeEvent(organizer, { timeZone: "Asia/Taipei" });
});

const noId = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

async function scansOf(scanId: string) {
  return system.db.select().from(scans).where(eq(scans.id, scanId));
}

describe("a scan", () => {
  test("lets a ticket in, once: the second is told when, where and by whom", async () => {
    const ticket = await register(holder, event);
    const gate = await system.makeCheckInPoint(event, "Gate B");
    const now = new Date("2026-03-01T10:42:00Z");
    const first = organizer.ctx({ now });
    const scanId = uuidv7();
    const admitted = await checkIn(first, {
      qrCode: ticket.qrCode,
      eventId: event.id,
      scanId,
      checkInPointId: gate,
      deviceId: "phone 1",
    });
    expect(admitted).toMatchObject({
      success: true,
      verdict: "admitted",
      message: "Welcome, Zoë <b>🎉</b>",
      scanId,
      registration: {
        id: ticket.id,
        status: "checked_in",
        userEmail: holder.email,
        checkedInAt: now.toISOString(),
      },
    });
    expect(await system.auditOf(first)).toEqual([
      {
        action: "registration.admit",
        subjectType: "registration",
        subjectId: ticket.id,
        actorId: organizer.userId,
        organizationId: organization.organizationId,
        details: { eventId: event.id, scanId, checkInPointId: gate },
      },
    ]);

    const second = admin.ctx({ now: new Date("2026-03-01T10:45:00Z") });
    const refused = await checkIn(second, { qrCode: ticket.qrCode, eventId: event.id, checkInPointId: gate });
    expect(refused).toMatchObject({
      success: false,
      verdict: "already_admitted",
      message: "Already admitted at 18:42 at Gate B by Bob",
      registration: { id: ticket.id },
      admission: {
        admittedAt: now.toISOString(),
        admittedBy: "Bob",
        checkInPoint: "Gate B",
        deviceId: "phone 1",
      },
    });
    expect(JSON.stringify([admitted, refused])).not.toContain("EM1:");
    expect(await scansOf(refused.scanId)).toMatchObject([
      { verdict: "already_admitted", scannedBy: admin.userId },
    ]);
    expect(await system.auditOf(second)).toEqual([]);
  });

  test("admits once at each check-in point", async () => {
    const ticket = await register(holder, event);
    const workshop = await system.makeCheckInPoint(event, "Workshop");
    const scan = (checkInPointId?: string) =>
      checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id, checkInPointId });
    const verdicts = [];
    for (const point of [undefined, workshop, undefined, workshop])
      verdicts.push((await scan(point)).verdict);
    expect(verdicts).toEqual(["admitted", "admitted", "already_admitted", "already_admitted"]);
  });

  test("finds the event in the code when the client names none", async () => {
    const ticket = await register(holder, event);
    expect(await checkIn(organizer.ctx(), { qrCode: ticket.qrCode })).toMatchObject({ verdict: "admitted" });
  });

  test("sent again changes nothing and gets its first outcome, word for word", async () => {
    const ticket = await register(holder, event);
    const scan = { qrCode: ticket.qrCode, eventId: event.id, scanId: uuidv7(), deviceId: "phone 1" };
    const now = inFuture(0);
    const first = await checkIn(organizer.ctx({ now }), scan);
    const again = organizer.ctx({ now });
    expect(await checkIn(again, scan)).toEqual(first);
    expect(await system.auditOf(again)).toEqual([]);
    expect(await scansOf(scan.scanId)).toHaveLength(1);

    const refusal = { ...scan, scanId: uuidv7() };
    const refused = await checkIn(organizer.ctx({ now }), refusal);
    expect(refused.verdict).toBe("already_admitted");
    expect(await checkIn(organizer.ctx({ now }), refusal)).toEqual(refused);
  });

  test("keeps its first outcome when the ticket's fate changed since", async () => {
    const ticket = await register(holder, event);
    await cancelRegistration(holder.ctx(), { registrationId: ticket.id });
    const scan = { qrCode: ticket.qrCode, eventId: event.id, scanId: uuidv7() };
    expect(await checkIn(organizer.ctx(), scan)).toMatchObject({ verdict: "cancelled", admission: null });
    const renewed = await register(holder, event);
    await checkIn(organizer.ctx(), { qrCode: renewed.qrCode, eventId: event.id });
    expect(await checkIn(organizer.ctx(), scan)).toMatchObject({
      success: false,
      verdict: "cancelled",
      message: "This ticket was cancelled",
      admission: null,
    });
  });

  test("with an id that another event's scan has is refused", async () => {
    const ticket = await register(holder, event);
    const other = await organization.makeEvent(organizer);
    const scanId = uuidv7();
    await checkIn(organizer.ctx(), { qrCode: "a", eventId: other.id, scanId });
    const scan = { qrCode: ticket.qrCode, eventId: event.id, scanId };
    await expectRefusal(system, organizer.ctx(), (ctx) => checkIn(ctx, scan), "scan_id_taken");
    expect(await system.db.$count(admissions, eq(admissions.eventId, event.id))).toBe(0);
  });

  describe("with an id that another scan of the event has, because a device's ids collide", () => {
    let scan: { qrCode: string; eventId: string; scanId: string; checkInPointId: string };
    let strangersCode: string;
    beforeEach(async () => {
      const ticket = await register(holder, event);
      strangersCode = (await register(await organization.makeUser("member"), event)).qrCode;
      const gate = await system.makeCheckInPoint(event, "Gate B");
      scan = { qrCode: ticket.qrCode, eventId: event.id, scanId: uuidv7(), checkInPointId: gate };
      await checkIn(organizer.ctx(), scan);
    });

    test.each<[string, () => Promise<object> | object]>([
      ["another ticket", () => ({ qrCode: strangersCode })],
      ["no ticket at all", () => ({ qrCode: "hello" })],
      ["another check-in point", async () => ({ checkInPointId: await system.makeCheckInPoint(event, "C") })],
      ["the other direction", () => ({ direction: "exit" })],
    ])("%s is refused, whoever was admitted by it", async (_, difference) => {
      const other = { ...scan, ...(await difference()) };
      await expectRefusal(system, organizer.ctx(), (ctx) => checkIn(ctx, other), "scan_id_taken");
      expect(await system.db.$count(admissions, eq(admissions.eventId, event.id))).toBe(1);
    });

    test("a walk-in is refused too, and nobody is registered", async () => {
      const person = {
        eventId: event.id,
        scanId: scan.scanId,
        email: "new@company.test",
        displayName: "New",
      };
      await expectRefusal(system, organizer.ctx(), (ctx) => walkIn(ctx, person), "scan_id_taken");
      expect(await system.db.$count(registrations, eq(registrations.eventId, event.id))).toBe(2);
    });

    test("the same code with a space behind it is the same scan", async () => {
      const again = { ...scan, qrCode: `${scan.qrCode} ` };
      expect(await checkIn(organizer.ctx(), again)).toMatchObject({ verdict: "admitted" });
    });

    test("two tickets at the same moment: one is admitted, the other is refused", async () => {
      const scanId = uuidv7();
      const codes = [strangersCode, (await register(await organization.makeUser("member"), event)).qrCode];
      const outcomes = await countOutcomes(
        codes.map((qrCode) => checkIn(organizer.ctx(), { ...scan, scanId, qrCode })),
      );
      expect(outcomes).toEqual({ ok: 1, scan_id_taken: 1 });
    });

    test("control: without what was scanned there, a stranger gets the green of the first", async () => {
      await system.sql`alter table scans disable trigger scans_append_only`;
      await system.sql`update scans set digest = null where id = ${scan.scanId}`;
      await system.sql`alter table scans enable trigger scans_append_only`;
      expect(await checkIn(organizer.ctx(), { ...scan, qrCode: strangersCode })).toMatchObject({
        verdict: "admitted",
        registration: { userId: holder.userId },
      });
    });
  });

  test("that waited on a device keeps the time of the device, but not one in the future, or of long before the event", async () => {
    const [one, two, three] = await organization.makeUsers(3);
    const earlier = inFuture(-60_000);
    const scan = async (person: Person, scannedAt: Date, now: Date) => {
      const { qrCode } = await register(person, event);
      return checkIn(organizer.ctx({ now }), { qrCode, eventId: event.id, scannedAt });
    };
    const now = inFuture(0);
    const waited = await scan(one!, earlier, now);
    expect(await scansOf(waited.scanId)).toMatchObject([{ scannedAt: earlier, receivedAt: now }]);
    expect(waited.registration?.checkedInAt).toBe(earlier.toISOString());
    const ahead = await scan(two!, inFuture(day), now);
    expect(await scansOf(ahead.scanId)).toMatchObject([{ scannedAt: now }]);
    // A battery that was flat: the clock begins at 1970, and would be first for ever.
    const reset = await scan(three!, new Date(0), now);
    expect(await scansOf(reset.scanId)).toMatchObject([{ scannedAt: now }]);
  });
});

describe("a scan of a ticket that may not enter is an answer, kept like every other", () => {
  test("of an event that was called off: it says that, and not that the ticket was cancelled", async () => {
    const ticket = await register(holder, event);
    await cancelEvent(organizer.ctx(), { eventId: event.id, reason: "Rain" });
    expect(await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id })).toMatchObject({
      success: false,
      verdict: "cancelled",
      message: "This event was cancelled",
    });
  });

  async function answerTo(qrCode: string, at: { eventId?: string; now?: Date } = {}) {
    const ctx = organizer.ctx({ now: at.now ?? inFuture(0) });
    const answer = await checkIn(ctx, { qrCode, eventId: at.eventId ?? event.id });
    expect(answer.success).toBe(false);
    expect(await scansOf(answer.scanId)).toMatchObject([
      { verdict: answer.verdict, eventId: at.eventId ?? event.id },
    ]);
    expect(await system.auditOf(ctx)).toEqual([]);
    return answer;
  }

  test("cancelled", async () => {
    const ticket = await register(holder, event);
    await cancelRegistration(holder.ctx(), { registrationId: ticket.id });
    expect(await answerTo(ticket.qrCode)).toMatchObject({
      verdict: "cancelled",
      registration: { id: ticket.id },
    });
  });

  test("of another event, whose holder is not told", async () => {
    const other = await organization.makeEvent(otherOrganizer);
    const ticket = await register(holder, other);
    expect(await answerTo(ticket.qrCode)).toMatchObject({ verdict: "wrong_event", registration: null });
  });

  test("of an event that is not published any more", async () => {
    const pending = await organization.makeEvent(organizer, { status: "pending" });
    const { qrCode } = await register(holder, event);
    expect(await answerTo(qrCode, { eventId: pending.id })).toMatchObject({ verdict: "wrong_event" });
    const code = system.ticketKeys.sign({ eventId: pending.id, registrationId: noId, generation: 1 });
    expect(await answerTo(code, { eventId: pending.id })).toMatchObject({ verdict: "not_published" });
  });

  test("of an event that ended more than 12 hours ago", async () => {
    const ticket = await register(holder, event);
    const grace = new Date(event.endAt.getTime() + 12 * 60 * 60 * 1000);
    expect(await answerTo(ticket.qrCode, { now: new Date(grace.getTime() + 1) })).toMatchObject({
      verdict: "event_over",
    });
    expect(
      await checkIn(organizer.ctx({ now: grace }), { qrCode: ticket.qrCode, eventId: event.id }),
    ).toMatchObject({
      verdict: "admitted",
    });
  });

  test.each(["", " ", "hello", "EM1:", "https://company.test/t/1", "a\u0000b", "🎉".repeat(2000)])(
    "unknown: %j",
    async (text) => {
      expect(await answerTo(text)).toMatchObject({ verdict: "unknown", registration: null });
    },
  );

  test("unknown, though signed by us: a registration that is gone", async () => {
    const code = system.ticketKeys.sign({ eventId: event.id, registrationId: noId, generation: 1 });
    expect(await answerTo(code)).toMatchObject({ verdict: "unknown", registration: null });
  });

  test("forged: signed by another key, altered, or of a generation never given out", async () => {
    const ticket = await register(holder, event);
    const identity = { eventId: event.id, registrationId: ticket.id, generation: 1 };
    const forged = signTicketCode(identity, generateSigningKey(1));
    const unknownKey = signTicketCode(identity, generateSigningKey(9));
    for (const code of [forged, unknownKey, system.ticketKeys.sign({ ...identity, generation: 2 })])
      expect(await answerTo(code)).toMatchObject({ verdict: "forged" });
  });

  test("is an answer also when neither client nor code names an event", async () => {
    for (const person of [organizer, admin])
      expect(await checkIn(person.ctx(), { qrCode: "hello" })).toMatchObject({
        success: false,
        verdict: "unknown",
      });
    const foreign = signTicketCode(
      { eventId: noId, registrationId: noId, generation: 1 },
      generateSigningKey(9),
    );
    expect(await checkIn(organizer.ctx(), { qrCode: foreign })).toMatchObject({ verdict: "forged" });
    await expectRefusal(system, holder.ctx(), (ctx) => checkIn(ctx, { qrCode: "hello" }), "forbidden");
  });
});

describe("who may scan", () => {
  test("the organizer, admins and the event's staff; nobody else", async () => {
    await addStaff(organizer.ctx(), { eventId: event.id, email: otherOrganizer.email });
    const helper = await organization.makeUser("member");
    await addStaff(organizer.ctx(), { eventId: event.id, email: helper.email });
    for (const person of [organizer, admin, otherOrganizer, helper]) {
      const { qrCode } = await register(await organization.makeUser("member"), event);
      expect(await checkIn(person.ctx(), { qrCode, eventId: event.id })).toMatchObject({
        verdict: "admitted",
      });
    }
    const ticket = await register(holder, event);
    const scan = { qrCode: ticket.qrCode, eventId: event.id };
    const passerBy = await organization.makeUser("organizer");
    for (const person of [holder, passerBy]) {
      await expectRefusal(system, person.ctx(), (ctx) => checkIn(ctx, scan), "forbidden");
      await expectRefusal(system, person.ctx(), (ctx) => checkIn(ctx, { qrCode: scan.qrCode }), "forbidden");
    }
    await expectRefusal(system, organization.anonymous(), (ctx) => checkIn(ctx, scan), "not_signed_in");
    const staffElsewhere = await organization.makeEvent(organizer);
    await expectRefusal(
      system,
      helper.ctx(),
      (ctx) => checkIn(ctx, { ...scan, eventId: staffElsewhere.id }),
      "forbidden",
    );
    expect(await system.db.$count(admissions, eq(admissions.registrationId, ticket.id))).toBe(0);
  });

  test("nobody of another organization, to whom the code itself says nothing either", async () => {
    const ticket = await register(holder, event);
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    const scan = { qrCode: ticket.qrCode, eventId: event.id };
    await expectRefusal(system, stranger.ctx(), (ctx) => checkIn(ctx, scan), "not_found");
    expect(await checkIn(stranger.ctx(), { qrCode: ticket.qrCode })).toMatchObject({
      verdict: "unknown",
      registration: null,
    });
  });

  test("at a check-in point of that event only", async () => {
    const ticket = await register(holder, event);
    const other = await organization.makeEvent(organizer);
    const elsewhere = await system.makeCheckInPoint(other, "Gate B");
    for (const checkInPointId of [elsewhere, noId])
      await expectRefusal(
        system,
        organizer.ctx(),
        (ctx) => checkIn(ctx, { qrCode: ticket.qrCode, eventId: event.id, checkInPointId }),
        "not_found",
      );
  });
});

describe("door staff", () => {
  test("is added by email, whatever its case, once, and taken off again", async () => {
    const adding = organizer.ctx();
    const member = { userId: holder.userId, displayName: holder.displayName, email: holder.email };
    expect(await addStaff(adding, { eventId: event.id, email: holder.email.toUpperCase() })).toEqual(member);
    expect(await system.auditOf(adding)).toMatchObject([
      {
        action: "event.add_staff",
        subjectId: event.id,
        actorId: organizer.userId,
        details: { userId: holder.userId },
      },
    ]);
    const again = admin.ctx();
    await addStaff(again, { eventId: event.id, email: holder.email });
    expect(await system.auditOf(again)).toEqual([]);
    expect(await listStaff(organizer.ctx(), { eventId: event.id })).toEqual([member]);

    const removing = organizer.ctx();
    await removeStaff(removing, { eventId: event.id, userId: holder.userId });
    expect(await system.auditOf(removing)).toMatchObject([
      { action: "event.remove_staff", details: { userId: holder.userId } },
    ]);
    const once = organizer.ctx();
    await removeStaff(once, { eventId: event.id, userId: holder.userId });
    expect(await system.auditOf(once)).toEqual([]);
    expect(await listStaff(organizer.ctx(), { eventId: event.id })).toEqual([]);
  });

  test("is of the organization: nobody else has this email here", async () => {
    const stranger = await (await system.makeOrganization()).makeUser("member");
    for (const email of [stranger.email, "nobody@company.test"]) {
      const refusal = await expectRefusal(
        system,
        organizer.ctx(),
        (ctx) => addStaff(ctx, { eventId: event.id, email }),
        "validation",
      );
      expect(refusal.fields).toEqual({ email: "Nobody here has this email" });
    }
  });

  test("is managed by the organizer and admins, not by the staff", async () => {
    await addStaff(admin.ctx(), { eventId: event.id, email: otherOrganizer.email });
    const pending = await organization.makeEvent(organizer, { status: "pending" });
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    for (const verb of [
      (ctx: ReturnType<Person["ctx"]>, eventId: string) => listStaff(ctx, { eventId }),
      (ctx: ReturnType<Person["ctx"]>, eventId: string) => addStaff(ctx, { eventId, email: holder.email }),
      (ctx: ReturnType<Person["ctx"]>, eventId: string) =>
        removeStaff(ctx, { eventId, userId: otherOrganizer.userId }),
    ]) {
      await expectRefusal(system, otherOrganizer.ctx(), (ctx) => verb(ctx, event.id), "forbidden");
      await expectRefusal(system, otherOrganizer.ctx(), (ctx) => verb(ctx, pending.id), "not_found");
      await expectRefusal(system, holder.ctx(), (ctx) => verb(ctx, event.id), "forbidden");
      await expectRefusal(system, stranger.ctx(), (ctx) => verb(ctx, event.id), "not_found");
      await expectRefusal(system, organization.anonymous(), (ctx) => verb(ctx, event.id), "not_signed_in");
    }
    expect(await listStaff(organizer.ctx(), { eventId: event.id })).toHaveLength(1);
  });
});

describe("the events whose door one may work at", () => {
  test("are one's own, those one is staff of, or all for an admin; published and not over", async () => {
    const assigned = await organization.makeEvent(otherOrganizer, {
      startAt: inFuture(day),
      endAt: inFuture(2 * day),
    });
    await organization.makeEvent(otherOrganizer);
    await organization.makeEvent(organizer, { status: "pending" });
    await organization.makeEvent(organizer, {
      startAt: inFuture(-3 * day),
      endAt: inFuture(-13 * 60 * 60 * 1000),
    });
    const justOver = await organization.makeEvent(organizer, {
      startAt: inFuture(-3 * day),
      endAt: inFuture(-11 * 60 * 60 * 1000),
    });
    await addStaff(admin.ctx(), { eventId: assigned.id, email: organizer.email });
    const list = async (person: Person) =>
      (await listDoorEvents(person.ctx(), { limit: 20, offset: 0 })).items.map(({ id }) => id);
    expect(await list(organizer)).toEqual([justOver.id, assigned.id, event.id]);
    expect(await list(admin)).toHaveLength(4);
    expect(await list(holder)).toEqual([]);
    expect(await list(await (await system.makeOrganization()).makeUser("admin"))).toEqual([]);
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => listDoorEvents(ctx, { limit: 20, offset: 0 }),
      "not_signed_in",
    );
  });

  test("say how many came, each person once, and where the doors are", async () => {
    const gate = await system.makeCheckInPoint(event, "Gate B");
    const ticket = await register(holder, event);
    await registerForEvent(admin.ctx(), { eventId: event.id });
    for (const checkInPointId of [undefined, gate])
      await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id, checkInPointId });
    const page = await listDoorEvents(organizer.ctx(), { limit: 20, offset: 0 });
    expect(page.items).toMatchObject([
      {
        id: event.id,
        registeredCount: 2,
        checkedInCount: 1,
        capacity: 50,
        checkInPoints: [{ name: "Entrance" }, { id: gate, name: "Gate B" }],
      },
    ]);
  });
});

describe("what was scanned", () => {
  test("is never altered: the database refuses to change or delete a scan", async () => {
    const { scanId } = await checkIn(organizer.ctx(), { qrCode: "hello", eventId: event.id });
    await expect(
      system.db.update(scans).set({ verdict: "admitted" }).where(eq(scans.id, scanId)),
    ).rejects.toMatchObject({ cause: { message: "scans is append-only" } });
    await expect(system.db.delete(scans).where(eq(scans.id, scanId))).rejects.toThrow("Failed query");
    expect(await scansOf(scanId)).toMatchObject([{ verdict: "unknown" }]);
  });

  test("outlives the person who scanned", async () => {
    const ticket = await register(holder, event);
    const helper = await organization.makeUser("admin");
    const { scanId } = await checkIn(helper.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
    await system.db.delete(users).where(eq(users.id, helper.userId));
    expect(await scansOf(scanId)).toMatchObject([{ scannedBy: null, verdict: "admitted" }]);
    const again = await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
    expect(again).toMatchObject({ verdict: "already_admitted", admission: { admittedBy: null } });
  });
});

test("a retired key's tickets still open the door, and the new key signs", async () => {
  const own = await startTestSystem();
  try {
    const tenant = await own.makeOrganization();
    const bob = await tenant.makeUser("organizer");
    const alice = await tenant.makeUser("member");
    const party = await tenant.makeEvent(bob);
    const ticket = await register(alice, party);
    const next = generateSigningKey(2);
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
    await own.db.update(ticketKeys).set({ retiredAt: new Date() });
    await expect(loadTicketKeys(own.db)).rejects.toThrow("Every ticket key is retired");
    await own.db
      .insert(ticketKeys)
      .values({ keyId: 2, secretKey: text(next.secretKey), publicKey: text(next.publicKey) });
    const keys = await loadTicketKeys(own.db);
    const scan = await checkIn(
      { ...bob.ctx(), ticketKeys: keys },
      { qrCode: ticket.qrCode, eventId: party.id },
    );
    expect(scan.verdict).toBe("admitted");
    const code = keys.sign({ eventId: party.id, registrationId: ticket.id, generation: 1 });
    expect(code).not.toBe(ticket.qrCode);
  } finally {
    await own.close();
  }
});

test("a key that is added is known to a running server when it looks, and signs once all servers can know it", async () => {
  const own = await startTestSystem();
  try {
    const keys = await loadTicketKeys(own.db);
    const other = await loadTicketKeys(own.db);
    const identity = { eventId: noId, registrationId: noId, generation: 1 };
    const before = keys.sign(identity);
    expect(await rotateTicketKey(own.db)).toBe(2);
    await keys.reload();
    expect([...keys.verifying.keys()]).toEqual([1, 2]);
    expect(keys.sign(identity)).toBe(before);
    await keys.reload(inFuture(6 * 60_000));
    const after = keys.sign(identity);
    expect(after).not.toBe(before);
    expect(keys.read(before)).toMatchObject({ kind: "ticket", keyId: 1 });
    // Who did not look would call it forged: hence the five minutes.
    expect(other.read(after)).toMatchObject({ kind: "forged" });
    await other.reload();
    expect(other.read(after)).toMatchObject({ kind: "ticket", keyId: 2 });
  } finally {
    await own.close();
  }
});

test("the server's own way to verify says of every code what the scanners' says", () => {
  const keys = system.ticketKeys;
  const code = keys.sign({ eventId: noId, registrationId: noId, generation: 1 });
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  for (let at = 4; at < code.length; at += 3) {
    const letter = letters[(letters.indexOf(code[at]!) + 7) % letters.length];
    const altered = `${code.slice(0, at)}${letter}${code.slice(at + 1)}`;
    expect(keys.read(altered)).toEqual(readTicketCode(altered, keys.verifying));
  }
  expect(keys.read(code)).toEqual(readTicketCode(code, keys.verifying));
  expect(keys.read(code).kind).toBe("ticket");
});

test("servers that start at once on a fresh database sign with the same key", async () => {
  const own = await startTestSystem();
  try {
    await own.db.delete(ticketKeys).where(and(eq(ticketKeys.keyId, 1)));
    const all = await Promise.all(Array.from({ length: 8 }, () => loadTicketKeys(own.db)));
    const codes = all.map((keys) => keys.sign({ eventId: noId, registrationId: noId, generation: 1 }));
    expect(new Set(codes).size).toBe(1);
  } finally {
    await own.close();
  }
});
