import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type EventRow,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { addStaff } from "./event-staff.ts";
import { walkIn } from "./walk-in.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let admin: Person;
let member: Person;
let event: EventRow;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [organizer, admin, member] = await Promise.all([
    organization.makeUser("organizer"),
    organization.makeUser("admin"),
    organization.makeUser("member"),
  ]);
  event = await organization.makeEvent(organizer);
});

let made = 0;
const newEmail = () => `Walk.In.${++made}@door.test`;

async function eventNow(): Promise<EventRow> {
  const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
  return row!;
}

async function findUser(email: string) {
  return system.db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
}

describe("a walk-in", () => {
  test("whom nobody knows becomes a member without a password, with a ticket, and is let in", async () => {
    const email = newEmail();
    const ctx = organizer.ctx();
    const answer = await walkIn(ctx, { eventId: event.id, email, displayName: "Zoë <b>🎉</b>" });
    expect(answer).toMatchObject({
      success: true,
      verdict: "admitted",
      message: "Welcome, Zoë <b>🎉</b>",
      registration: {
        status: "checked_in",
        source: "walk_in",
        userEmail: email,
        userDisplayName: "Zoë <b>🎉</b>",
      },
    });
    expect(JSON.stringify(answer)).not.toContain("EM1:");
    const [user] = await findUser(email);
    expect(user).toMatchObject({ hashedPassword: null });
    const membership = and(eq(memberships.userId, user!.id), eq(memberships.role, "member"));
    expect(await system.db.$count(memberships, membership)).toBe(1);
    expect(await eventNow()).toMatchObject({ registeredCount: 1, capacity: 50 });
    const subject = { actorId: organizer.userId, organizationId: organization.organizationId };
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "user.create_at_door", subjectId: user!.id, ...subject },
      {
        action: "registration.create",
        subjectId: answer.registration!.id,
        details: { source: "walk_in" },
        ...subject,
      },
      { action: "registration.admit", subjectId: answer.registration!.id, ...subject },
    ]);
  });

  test("who is known keeps the name they have, whatever the case of the email", async () => {
    const ctx = organizer.ctx();
    const answer = await walkIn(ctx, {
      eventId: event.id,
      email: member.email.toUpperCase(),
      displayName: "Other",
    });
    expect(answer.registration).toMatchObject({ userId: member.userId, userDisplayName: member.displayName });
    expect(await findUser(member.email)).toHaveLength(1);
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual([
      "registration.create",
      "registration.admit",
    ]);
  });

  test("who has a ticket is let in on it, also when the event is full, and only once", async () => {
    event = await organization.makeEvent(organizer, { capacity: 1 });
    const ticket = await register(member, event);
    const ctx = organizer.ctx();
    expect(await walkIn(ctx, { eventId: event.id, email: member.email })).toMatchObject({
      verdict: "admitted",
      registration: { id: ticket.id, source: "self" },
    });
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual(["registration.admit"]);
    const again = await walkIn(organizer.ctx(), { eventId: event.id, email: member.email });
    expect(again).toMatchObject({
      success: false,
      verdict: "already_admitted",
      admission: { admittedBy: organizer.displayName, checkInPoint: "Entrance" },
    });
    expect(await eventNow()).toMatchObject({ registeredCount: 1 });
  });

  test("who had cancelled takes a seat like anybody else", async () => {
    event = await organization.makeEvent(organizer, { capacity: 1 });
    const ticket = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: ticket.id });
    await register(admin, event);
    const again = { eventId: event.id, email: member.email };
    await expectRefusal(system, organizer.ctx(), (ctx) => walkIn(ctx, again), "event_full");
    expect(await eventNow()).toMatchObject({ registeredCount: 1 });
  });

  test("needs a name when nobody knows the email", async () => {
    const refusal = await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => walkIn(ctx, { eventId: event.id, email: newEmail() }),
      "validation",
    );
    expect(refusal.fields).toEqual({ displayName: "Nobody has this email yet: a name is needed" });
  });

  test("sent again changes nothing and gets its first outcome", async () => {
    const now = inFuture(0);
    const input = { eventId: event.id, email: newEmail(), displayName: "Zoë", scanId: uuidv7() };
    const first = await walkIn(organizer.ctx({ now }), input);
    expect(await walkIn(organizer.ctx({ now }), input)).toEqual(first);
    expect(await eventNow()).toMatchObject({ registeredCount: 1 });
  });

  test("with an id that another event's scan has is refused, and makes nobody", async () => {
    const other = await organization.makeEvent(organizer);
    const scanId = uuidv7();
    await walkIn(organizer.ctx(), { eventId: other.id, email: newEmail(), displayName: "Zoë", scanId });
    const email = newEmail();
    const input = { eventId: event.id, email, displayName: "Yan", scanId };
    await expectRefusal(system, organizer.ctx(), (ctx) => walkIn(ctx, input), "scan_id_taken");
    expect(await findUser(email)).toEqual([]);
  });
});

describe("a walk-in at a full event", () => {
  beforeEach(async () => {
    event = await organization.makeEvent(organizer, { capacity: 1 });
    await register(member, event);
  });

  test("is refused, and leaves no trace of the person", async () => {
    const email = newEmail();
    for (const person of [organizer, admin])
      await expectRefusal(
        system,
        person.ctx(),
        (ctx) => walkIn(ctx, { eventId: event.id, email, displayName: "Zoë" }),
        "event_full",
      );
    expect(await findUser(email)).toEqual([]);
    expect(await eventNow()).toMatchObject({ registeredCount: 1, capacity: 1 });
  });

  test("is let in by an admin with a reason: the capacity is raised by one, and audited", async () => {
    const ctx = admin.ctx();
    const input = { eventId: event.id, email: newEmail(), displayName: "Zoë", overrideReason: "The speaker" };
    expect(await walkIn(ctx, input)).toMatchObject({ verdict: "admitted" });
    expect(await eventNow()).toMatchObject({ registeredCount: 2, capacity: 2 });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "user.create_at_door" },
      {
        action: "event.override_capacity",
        subjectId: event.id,
        actorId: admin.userId,
        details: { before: 1, after: 2, reason: "The speaker" },
      },
      { action: "registration.create" },
      { action: "registration.admit" },
    ]);
  });

  test("is not widened by anybody else's reason", async () => {
    const input = { eventId: event.id, email: newEmail(), displayName: "Zoë", overrideReason: "Please" };
    await expectRefusal(system, organizer.ctx(), (ctx) => walkIn(ctx, input), "forbidden");
    expect(await eventNow()).toMatchObject({ capacity: 1 });
  });

  test("is not widened for somebody who has a seat", async () => {
    const ctx = admin.ctx();
    await walkIn(ctx, { eventId: event.id, email: member.email, overrideReason: "The speaker" });
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual(["registration.admit"]);
    expect(await eventNow()).toMatchObject({ registeredCount: 1, capacity: 1 });
  });
});

test("an admin's reason raises nothing while there is room", async () => {
  const ctx = admin.ctx();
  await walkIn(ctx, {
    eventId: event.id,
    email: newEmail(),
    displayName: "Zoë",
    overrideReason: "The speaker",
  });
  expect(await eventNow()).toMatchObject({ registeredCount: 1, capacity: 50 });
  expect((await system.auditOf(ctx)).map(({ action }) => action)).not.toContain("event.override_capacity");
});

test.each([
  ["cancelled", { status: "cancelled" }, "event_cancelled"],
  ["pending", { status: "pending" }, "event_not_published"],
  ["over", { startAt: inFuture(-7_200_000), endAt: inFuture(-1000) }, "event_over"],
] as const)("nobody walks in to an event that is %s", async (_, fields, code) => {
  event = await organization.makeEvent(organizer, fields);
  const input = { eventId: event.id, email: newEmail(), displayName: "Zoë" };
  await expectRefusal(system, organizer.ctx(), (ctx) => walkIn(ctx, input), code);
  expect(await system.db.$count(registrations, eq(registrations.eventId, event.id))).toBe(0);
});

test("walk-ins are taken by the organizer, admins and the event's staff", async () => {
  const otherOrganizer = await organization.makeUser("organizer");
  const stranger = await (await system.makeOrganization()).makeUser("admin");
  const pending = await organization.makeEvent(organizer, { status: "pending" });
  const input = () => ({ eventId: event.id, email: newEmail(), displayName: "Zoë" });
  await expectRefusal(system, otherOrganizer.ctx(), (ctx) => walkIn(ctx, input()), "forbidden");
  await expectRefusal(
    system,
    otherOrganizer.ctx(),
    (ctx) => walkIn(ctx, { ...input(), eventId: pending.id }),
    "not_found",
  );
  await expectRefusal(system, member.ctx(), (ctx) => walkIn(ctx, input()), "forbidden");
  await expectRefusal(system, stranger.ctx(), (ctx) => walkIn(ctx, input()), "not_found");
  await expectRefusal(system, organization.anonymous(), (ctx) => walkIn(ctx, input()), "not_signed_in");
  await addStaff(organizer.ctx(), { eventId: event.id, email: member.email });
  for (const person of [organizer, admin, member])
    expect(await walkIn(person.ctx(), input())).toMatchObject({ verdict: "admitted" });
});
