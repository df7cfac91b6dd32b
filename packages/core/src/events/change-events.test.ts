import { type CreateEventInput, createEventInput } from "@eventmaster/contract/events";
import { auditLog } from "@eventmaster/db/schema/audit";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { checkInPoints, events, eventStaff } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import { addStaff } from "../check-in/event-staff.ts";
import type { Context } from "../context.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
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
import { createEvent } from "./create-event.ts";
import { approveEvent, cancelEvent, rejectEvent, resubmitEvent } from "./decide-event.ts";
import { deleteEvent } from "./delete-event.ts";
import { updateEvent } from "./update-event.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let otherOrganizer: Person;
let admin: Person;
let member: Person;
let stranger: Person;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [organizer, otherOrganizer, admin, member] = await Promise.all([
    organization.makeUser("organizer"),
    organization.makeUser("organizer"),
    organization.makeUser("admin"),
    organization.makeUser("member"),
  ]);
  stranger = await (await system.makeOrganization()).makeUser("admin");
});

function input(fields: Partial<Record<keyof CreateEventInput, unknown>> = {}): CreateEventInput {
  return createEventInput.parse({
    title: "Meetup",
    description: "Talks and drinks.",
    startAt: inFuture(7 * day).toISOString(),
    endAt: inFuture(8 * day).toISOString(),
    location: "Hall 1",
    capacity: 50,
    ...fields,
  });
}

async function rowOf(eventId: string) {
  const [row] = await system.db.select().from(events).where(eq(events.id, eventId));
  return row;
}

/** Who may not touch an organizer's event, and what each is told of a published and of a pending one. */
async function expectStrangersRefused(
  verb: (ctx: Context, eventId: string) => Promise<unknown>,
): Promise<void> {
  const published = await organization.makeEvent(organizer);
  const pending = await organization.makeEvent(organizer, { status: "pending" });
  const refused = (ctx: Context, event: { id: string }, code: "forbidden" | "not_found" | "not_signed_in") =>
    expectRefusal(system, ctx, (at) => verb(at, event.id), code);
  for (const event of [published, pending]) {
    await refused(organization.anonymous(), event, "not_signed_in");
    await refused(member.ctx(), event, "forbidden");
    await refused(stranger.ctx(), event, "not_found");
  }
  await refused(otherOrganizer.ctx(), published, "forbidden");
  await refused(otherOrganizer.ctx(), pending, "not_found");
  await refused(admin.ctx(), { id: "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b" }, "not_found");
  for (const event of [published, pending]) expect(await rowOf(event.id)).toEqual(event);
}

describe("creating an event", () => {
  test("by an organizer makes a pending one with an entrance, stored as typed", async () => {
    const ctx = organizer.ctx();
    const text = {
      title: `<b>Title</b> 🎉`,
      description: "# שלום\n\n<script>alert(1)</script> &amp;\n",
      location: "Zürich & O'Hare",
    };
    const event = await createEvent(ctx, input({ ...text, tags: ["AI"], timeZone: "Asia/Taipei" }));
    expect(event).toMatchObject({
      ...text,
      status: "pending",
      registeredCount: 0,
      version: 1,
      tags: ["ai"],
      decision: null,
    });
    expect(await rowOf(event.id)).toMatchObject(text);
    expect(
      await system.db.select().from(checkInPoints).where(eq(checkInPoints.eventId, event.id)),
    ).toMatchObject([{ name: "Entrance", organizationId: organization.organizationId }]);
    expect(await system.auditOf(ctx)).toEqual([
      {
        action: "event.create",
        subjectType: "event",
        subjectId: event.id,
        actorId: organizer.userId,
        organizationId: organization.organizationId,
        details: { status: "pending" },
      },
    ]);
  });

  test("by an admin publishes it at once", async () => {
    expect(await createEvent(admin.ctx(), input())).toMatchObject({ status: "published" });
  });

  test("keeps the longest texts and the most seats that the contract allows", async () => {
    const most = {
      title: "🎉".repeat(200),
      description: "字".repeat(5000),
      location: "é".repeat(200),
      capacity: 1_000_000,
    };
    expect(await createEvent(organizer.ctx(), input(most))).toMatchObject(most);
  });

  test("in the past is refused", async () => {
    const now = inFuture(7 * day);
    const refusal = await expectRefusal(
      system,
      organizer.ctx({ now }),
      (ctx) => createEvent(ctx, input()),
      "validation",
    );
    expect(refusal.fields).toEqual({ startAt: "Must be in the future" });
  });

  test("is not for members, nor for anybody who is not signed in", async () => {
    await expectRefusal(system, member.ctx(), (ctx) => createEvent(ctx, input()), "forbidden");
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => createEvent(ctx, input()),
      "not_signed_in",
    );
  });
});

describe("editing an event", () => {
  test("that is pending changes what is said, and the log has before and after", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    const ctx = organizer.ctx();
    const edited = await updateEvent(ctx, {
      eventId: event.id,
      title: "<i>New</i>",
      capacity: 7,
      version: 1,
    });
    expect(edited).toMatchObject({ title: "<i>New</i>", capacity: 7, version: 2, location: event.location });
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "event.update",
        subjectId: event.id,
        actorId: organizer.userId,
        details: {
          before: { title: event.title, capacity: 50 },
          after: { title: "<i>New</i>", capacity: 7 },
        },
      },
    ]);
  });

  test("to what it is already is no change", async () => {
    const event = await organization.makeEvent(organizer);
    const ctx = organizer.ctx();
    const same = await updateEvent(ctx, {
      eventId: event.id,
      title: event.title,
      startAt: event.startAt,
      tags: [],
    });
    expect(same.version).toBe(1);
    expect(await system.auditOf(ctx)).toEqual([]);
  });

  test("that is published: place, seats, category and tags at once, the rest only by an admin", async () => {
    const event = await organization.makeEvent(organizer);
    const free = { location: "Hall 2", capacity: 60, category: "talk", tags: ["ai"] } as const;
    expect(await updateEvent(organizer.ctx(), { eventId: event.id, ...free, tags: ["ai"] })).toMatchObject(
      free,
    );
    const rewritten = { eventId: event.id, title: "Another", startAt: inFuture(6 * day), location: "Hall 3" };
    expect(await updateEvent(organizer.ctx(), rewritten)).toMatchObject({
      title: event.title,
      location: "Hall 3",
      revision: { status: "open" },
    });
    expect(await updateEvent(admin.ctx(), rewritten)).toMatchObject({ title: "Another", location: "Hall 3" });
  });

  test("keeps the copies on live registrations in step", async () => {
    const event = await organization.makeEvent(organizer);
    const [live, gone] = await organization.makeUsers(2);
    const kept = await register(live!, event);
    const cancelled = await register(gone!, event);
    await cancelRegistration(gone!.ctx(), { registrationId: cancelled.id });
    const startAt = inFuture(6 * day);
    await updateEvent(admin.ctx(), { eventId: event.id, title: "Renamed", startAt });
    const rows = await system.db.select().from(registrations).where(eq(registrations.eventId, event.id));
    expect(rows.find(({ id }) => id === kept.id)).toMatchObject({
      eventTitle: "Renamed",
      eventStartAt: startAt,
    });
    expect(rows.find(({ id }) => id === cancelled.id)).toMatchObject({ eventTitle: event.title });
  });

  test("never sets the seats below the registrations", async () => {
    const event = await organization.makeEvent(organizer);
    for (const person of await organization.makeUsers(3)) await register(person, event);
    const tooFew = { eventId: event.id, capacity: 2 };
    const refusal = await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => updateEvent(ctx, tooFew),
      "capacity_below_registered",
    );
    expect(refusal.fields).toEqual({ capacity: "Must be at least 3: so many seats are taken" });
    expect(await updateEvent(organizer.ctx(), { eventId: event.id, capacity: 3 })).toMatchObject({
      capacity: 3,
    });
  });

  test("with an old version is refused", async () => {
    const event = await organization.makeEvent(organizer);
    await updateEvent(organizer.ctx(), { eventId: event.id, version: 1, location: "Hall 2" });
    const stale = { eventId: event.id, version: 1, location: "Hall 3" };
    await expectRefusal(system, admin.ctx(), (ctx) => updateEvent(ctx, stale), "stale_version");
  });

  test("by twenty at once with one version lets one through", async () => {
    const event = await organization.makeEvent(organizer);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, hall) =>
        updateEvent(organizer.ctx(), { eventId: event.id, version: 1, location: `Hall ${hall + 2}` }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "stale_version" });
    expect(await rowOf(event.id)).toMatchObject({ version: 2 });
    expect(await system.db.$count(auditLog, eq(auditLog.subjectId, event.id))).toBe(1);
  });

  test("that was cancelled, or is over, is refused", async () => {
    const cancelled = await organization.makeEvent(organizer, { status: "cancelled" });
    await expectRefusal(
      system,
      admin.ctx(),
      (ctx) => updateEvent(ctx, { eventId: cancelled.id, location: "Hall 2" }),
      "event_cancelled",
    );
    const event = await organization.makeEvent(organizer);
    await expectRefusal(
      system,
      admin.ctx({ now: event.endAt }),
      (ctx) => updateEvent(ctx, { eventId: event.id, location: "Hall 2" }),
      "event_over",
    );
  });

  test("is held to the rules between its times, also against the times that stay", async () => {
    const event = await organization.makeEvent(organizer, {
      status: "pending",
      registrationClosesAt: inFuture(6 * day),
    });
    const problems = async (changes: object) => {
      const edit = { eventId: event.id, ...changes };
      return (await expectRefusal(system, organizer.ctx(), (ctx) => updateEvent(ctx, edit), "validation"))
        .fields;
    };
    expect(await problems({ endAt: inFuture(6 * day) })).toEqual({ endAt: "Must be after the start" });
    expect(await problems({ startAt: inFuture(-day) })).toEqual({ startAt: "Must be in the future" });
    expect(await problems({ registrationOpensAt: inFuture(6 * day) })).toEqual({
      registrationClosesAt: "Must be after registration opens",
    });
    expect(await rowOf(event.id)).toEqual(event);
  });

  test("is for its organizer and admins", async () => {
    await expectStrangersRefused((ctx, eventId) => updateEvent(ctx, { eventId, location: "Hall 2" }));
  });

  test("is no longer for an organizer who lost the role", async () => {
    const event = await organization.makeEvent(member);
    await expectRefusal(
      system,
      member.ctx(),
      (ctx) => updateEvent(ctx, { eventId: event.id, location: "Hall 2" }),
      "forbidden",
    );
  });
});

describe("the life of an event", () => {
  const step = (before: string, after: string, reason: string | null) => ({
    details: { before, after, reason },
  });

  test("goes from pending to published by an admin's approval", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    const ctx = admin.ctx();
    expect(await approveEvent(ctx, { eventId: event.id, reason: "Good" })).toMatchObject({
      status: "published",
      version: 2,
      decision: { reason: "Good" },
    });
    expect(await rowOf(event.id)).toMatchObject({ decidedBy: admin.userId, decidedAt: expect.any(Date) });
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "event.approve",
        subjectId: event.id,
        actorId: admin.userId,
        ...step("pending", "published", "Good"),
      },
    ]);
  });

  test("goes from pending to rejected, and back by its organizer, who may edit it in between", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    const rejecting = admin.ctx();
    await rejectEvent(rejecting, { eventId: event.id, reason: "No <b>place</b>" });
    expect(await system.auditOf(rejecting)).toMatchObject([
      { action: "event.reject", ...step("pending", "rejected", "No <b>place</b>") },
    ]);
    await updateEvent(organizer.ctx(), { eventId: event.id, location: "A place", title: "A title" });
    const resubmitting = organizer.ctx();
    expect(await resubmitEvent(resubmitting, { eventId: event.id })).toMatchObject({
      status: "pending",
      decision: { reason: "No <b>place</b>" },
    });
    expect(await system.auditOf(resubmitting)).toMatchObject([
      { action: "event.resubmit", actorId: organizer.userId, ...step("rejected", "pending", null) },
    ]);
  });

  test("ends when its organizer cancels it; who is registered keeps a ticket that says so", async () => {
    const event = await organization.makeEvent(organizer);
    const ticket = await register(member, event);
    const ctx = organizer.ctx();
    expect(await cancelEvent(ctx, { eventId: event.id, reason: "Storm" })).toMatchObject({
      status: "cancelled",
    });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "event.cancel", actorId: organizer.userId, ...step("published", "cancelled", "Storm") },
    ]);
    const scan = await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
    expect(scan).toMatchObject({ success: false, verdict: "cancelled" });
  });

  test.each([
    ["approved", approveEvent, ["published", "rejected", "cancelled"], "event_not_pending"],
    ["rejected", rejectEvent, ["published", "rejected", "cancelled"], "event_not_pending"],
    ["resubmitted", resubmitEvent, ["pending", "published", "cancelled"], "event_not_rejected"],
    ["cancelled", cancelEvent, ["pending", "rejected", "cancelled"], "event_not_published"],
  ] as const)("has no other ways: what is %s was in the right status", async (_, verb, statuses, code) => {
    for (const status of statuses) {
      const event = await organization.makeEvent(organizer, { status });
      await expectRefusal(
        system,
        admin.ctx(),
        (ctx) => verb(ctx, { eventId: event.id, reason: "Why" }),
        code,
      );
      expect(await rowOf(event.id)).toEqual(event);
    }
  });

  test("says what cannot be called off, and nothing about registering", async () => {
    const event = await organization.makeEvent(organizer, { status: "cancelled" });
    await expect(cancelEvent(organizer.ctx(), { eventId: event.id })).rejects.toThrow(
      "Only a published event can be called off.",
    );
  });

  test("is decided by admins only, and never by its organizer", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    for (const verb of [approveEvent, rejectEvent]) {
      await expectRefusal(
        system,
        organizer.ctx(),
        (ctx) => verb(ctx, { eventId: event.id, reason: "Me" }),
        "forbidden",
      );
      await expectRefusal(
        system,
        member.ctx(),
        (ctx) => verb(ctx, { eventId: event.id, reason: "Me" }),
        "forbidden",
      );
      await expectRefusal(
        system,
        stranger.ctx(),
        (ctx) => verb(ctx, { eventId: event.id, reason: "Me" }),
        "not_found",
      );
    }
  });

  test.each([
    ["resubmitting", (ctx: Context, eventId: string) => resubmitEvent(ctx, { eventId })],
    ["cancelling", (ctx: Context, eventId: string) => cancelEvent(ctx, { eventId })],
  ])("%s is for its organizer and admins", async (_, verb) => {
    await expectStrangersRefused(verb);
  });
});

describe("deleting an event", () => {
  test("takes all that belongs to it, and leaves the audit log", async () => {
    const event = await organization.makeEvent(organizer);
    const ticket = await register(member, event);
    await addStaff(organizer.ctx(), { eventId: event.id, email: otherOrganizer.email });
    await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
    const ctx = organizer.ctx();
    await deleteEvent(ctx, { eventId: event.id });
    expect(await rowOf(event.id)).toBeUndefined();
    for (const table of [registrations, checkInPoints, eventStaff, scans, admissions])
      expect(await system.db.$count(table, eq(table.eventId, event.id))).toBe(0);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "event.delete", subjectId: event.id, details: { status: "published", registeredCount: 1 } },
    ]);
    expect(await system.db.$count(auditLog, eq(auditLog.subjectId, ticket.id))).toBe(2);
    await expectRefusal(system, organizer.ctx(), (at) => deleteEvent(at, { eventId: event.id }), "not_found");
  });

  test("is for its organizer and admins", async () => {
    await expectStrangersRefused((ctx, eventId) => deleteEvent(ctx, { eventId }));
  });

  test("twice at once is told once", async () => {
    const event = await organization.makeEvent(organizer);
    await Promise.allSettled([1, 2, 3, 4].map(() => deleteEvent(admin.ctx(), { eventId: event.id })));
    expect(await system.db.$count(auditLog, eq(auditLog.subjectId, event.id))).toBe(1);
  });
});
