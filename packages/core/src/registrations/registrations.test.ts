import { readTicketCode } from "@eventmaster/admission/ticket-code";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  type EventFields,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { cancelRegistration } from "./cancel-registration.ts";
import { listAttendees } from "./list-attendees.ts";
import { findTicketForEvent, getTicket, listTickets } from "./list-tickets.ts";
import { registerForEvent } from "./register-for-event.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let member: Person;
let stranger: Person;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [organizer, member] = await Promise.all([
    organization.makeUser("organizer"),
    organization.makeUser("member"),
  ]);
  stranger = await (await system.makeOrganization()).makeUser("admin");
});

const firstPage = { limit: 20, offset: 0 };

async function seatsTaken(event: { id: string }): Promise<number | undefined> {
  const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
  return row?.registeredCount;
}

describe("registering", () => {
  test.each(["member", "organizer", "admin"] as const)(
    "takes a seat and gives a ticket, for the role %s",
    async (role) => {
      const person = await organization.makeUser(role);
      const event = await organization.makeEvent(organizer, { title: "<b>🎉</b>" });
      const ctx = person.ctx();
      const ticket = await registerForEvent(ctx, { eventId: event.id });
      expect(ticket).toEqual({
        id: ticket.id,
        eventId: event.id,
        eventTitle: "<b>🎉</b>",
        eventStartAt: event.startAt.toISOString(),
        userId: person.userId,
        status: "registered",
        createdAt: ctx.now.toISOString(),
        qrCode: ticket.qrCode,
      });
      expect(readTicketCode(ticket.qrCode, system.ticketKeys.verifying)).toMatchObject({
        kind: "ticket",
        identity: { eventId: event.id, registrationId: ticket.id, generation: 1 },
      });
      expect(await seatsTaken(event)).toBe(1);
      expect(await system.auditOf(ctx)).toEqual([
        {
          action: "registration.create",
          subjectType: "registration",
          subjectId: ticket.id,
          actorId: person.userId,
          organizationId: organization.organizationId,
          details: { eventId: event.id, generation: 1, source: "self" },
        },
      ]);
    },
  );

  test.each<[string, EventFields, Parameters<typeof expectRefusal>[3]]>([
    ["cancelled", { status: "cancelled" }, "event_cancelled"],
    ["over", { startAt: inFuture(-2 * day), endAt: inFuture(-1000) }, "event_over"],
    ["not open for registration yet", { registrationOpensAt: inFuture(day) }, "registration_not_open"],
    ["closed for registration", { registrationClosesAt: inFuture(-day) }, "registration_not_open"],
    ["full", { capacity: 1, registeredCount: 1 }, "event_full"],
    ["pending", { status: "pending" }, "not_found"],
    ["rejected", { status: "rejected" }, "not_found"],
  ])("is refused when the event is %s", async (_, fields, code) => {
    const event = await organization.makeEvent(organizer, fields);
    await expectRefusal(system, member.ctx(), (ctx) => registerForEvent(ctx, { eventId: event.id }), code);
    expect(await system.db.$count(registrations, eq(registrations.eventId, event.id))).toBe(0);
    expect(await seatsTaken(event)).toBe(event.registeredCount);
  });

  test("for one's own event that is not published yet says so", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id }),
      "event_not_published",
    );
  });

  test("is open from the first instant of its window to the last before its end", async () => {
    const opens = inFuture(day);
    const closes = inFuture(2 * day);
    const event = await organization.makeEvent(organizer, {
      registrationOpensAt: opens,
      registrationClosesAt: closes,
    });
    const at = (now: Date) => (person: Person) =>
      registerForEvent(person.ctx({ now }), { eventId: event.id }).then(
        () => "registered",
        (error: { code: string }) => error.code,
      );
    const people = await organization.makeUsers(4);
    expect(await at(new Date(opens.getTime() - 1))(people[0]!)).toBe("registration_not_open");
    expect(await at(opens)(people[1]!)).toBe("registered");
    expect(await at(new Date(closes.getTime() - 1))(people[2]!)).toBe("registered");
    expect(await at(closes)(people[3]!)).toBe("registration_not_open");
  });

  test("twice is refused, and the first reason of the order is told", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 1 });
    await register(member, event);
    const again = { eventId: event.id };
    await expectRefusal(system, member.ctx(), (ctx) => registerForEvent(ctx, again), "already_registered");
    await expectRefusal(
      system,
      member.ctx({ now: event.endAt }),
      (ctx) => registerForEvent(ctx, again),
      "event_over",
    );
    await expectRefusal(system, organizer.ctx(), (ctx) => registerForEvent(ctx, again), "event_full");
  });

  test("finds no event of another organization", async () => {
    const event = await organization.makeEvent(organizer);
    await expectRefusal(
      system,
      stranger.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id }),
      "not_found",
    );
  });

  test("needs somebody signed in", async () => {
    const event = await organization.makeEvent(organizer);
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => registerForEvent(ctx, { eventId: event.id }),
      "not_signed_in",
    );
  });
});

describe("registering again after a cancellation", () => {
  test("takes a seat like anybody else's and gives a new ticket code; the old one answers cancelled", async () => {
    const event = await organization.makeEvent(organizer);
    const first = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: first.id });
    const ctx = member.ctx();
    const second = await registerForEvent(ctx, { eventId: event.id });
    expect(second).toMatchObject({ id: first.id, status: "registered" });
    expect(second.qrCode).not.toBe(first.qrCode);
    expect(await seatsTaken(event)).toBe(1);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "registration.create", details: { generation: 2 } },
    ]);
    const scan = (qrCode: string) => checkIn(organizer.ctx(), { qrCode, eventId: event.id });
    expect(await scan(first.qrCode)).toMatchObject({ success: false, verdict: "cancelled" });
    expect(await scan(second.qrCode)).toMatchObject({ success: true, verdict: "admitted" });
  });

  test("is refused when somebody else took the seat", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 1 });
    const mine = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: mine.id });
    await register(organizer, event);
    await expectRefusal(
      system,
      member.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id }),
      "event_full",
    );
    expect(await seatsTaken(event)).toBe(1);
  });
});

describe("cancelling a registration", () => {
  test("gives the seat back, once, however often it is asked for", async () => {
    const event = await organization.makeEvent(organizer);
    const ticket = await register(member, event);
    const ctx = member.ctx();
    await cancelRegistration(ctx, { registrationId: ticket.id });
    expect(await seatsTaken(event)).toBe(0);
    expect(await system.auditOf(ctx)).toEqual([
      {
        action: "registration.cancel",
        subjectType: "registration",
        subjectId: ticket.id,
        actorId: member.userId,
        organizationId: organization.organizationId,
        details: { eventId: event.id },
      },
    ]);
    const again = member.ctx();
    await cancelRegistration(again, { registrationId: ticket.id });
    expect(await seatsTaken(event)).toBe(0);
    expect(await system.auditOf(again)).toEqual([]);
  });

  test("is refused after the ticket was used", async () => {
    const event = await organization.makeEvent(organizer);
    const ticket = await register(member, event);
    await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
    await expectRefusal(
      system,
      member.ctx(),
      (ctx) => cancelRegistration(ctx, { registrationId: ticket.id }),
      "already_admitted",
    );
    expect(await seatsTaken(event)).toBe(1);
  });

  test("is for the holder only: for everybody else, admins too, there is no such registration", async () => {
    const admin = await organization.makeUser("admin");
    const event = await organization.makeEvent(organizer);
    const ticket = await register(member, event);
    for (const person of [admin, organizer, stranger])
      await expectRefusal(
        system,
        person.ctx(),
        (ctx) => cancelRegistration(ctx, { registrationId: ticket.id }),
        "not_found",
      );
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => cancelRegistration(ctx, { registrationId: ticket.id }),
      "not_signed_in",
    );
    expect(await seatsTaken(event)).toBe(1);
  });
});

describe("one's own tickets", () => {
  test("are upcoming or past, the nearest first", async () => {
    const made = await Promise.all(
      [1, 2, 3, 4].map((days) =>
        organization.makeEvent(organizer, {
          startAt: inFuture(days * day),
          endAt: inFuture(days * day + 3_600_000),
        }),
      ),
    );
    const tickets: { id: string }[] = [];
    for (const event of made) tickets.push(await register(member, event));
    await cancelRegistration(member.ctx(), { registrationId: tickets[3]!.id });
    const now = inFuture(1.5 * day);
    const list = async (when: "upcoming" | "past" | "all") =>
      (await listTickets(member.ctx({ now }), { ...firstPage, when })).items.map(({ id }) => id);
    expect(await list("upcoming")).toEqual([tickets[1]!.id, tickets[2]!.id]);
    expect(await list("past")).toEqual([tickets[3]!.id, tickets[0]!.id]);
    expect(await list("all")).toEqual([3, 2, 1, 0].map((index) => tickets[index]!.id));
  });

  test("are one's own only", async () => {
    const event = await organization.makeEvent(organizer);
    const ticket = await register(member, event);
    expect(await getTicket(member.ctx(), { registrationId: ticket.id })).toMatchObject({
      ...ticket,
      holderName: member.displayName,
      eventLocation: event.location,
      eventStatus: "published",
    });
    expect(await findTicketForEvent(member.ctx(), { eventId: event.id })).toMatchObject({ id: ticket.id });
    const admin = await organization.makeUser("admin");
    for (const person of [admin, organizer, stranger]) {
      await expectRefusal(
        system,
        person.ctx(),
        (ctx) => getTicket(ctx, { registrationId: ticket.id }),
        "not_found",
      );
      expect(await findTicketForEvent(person.ctx(), { eventId: event.id })).toBeNull();
      expect(await listTickets(person.ctx(), { ...firstPage, when: "all" })).toMatchObject({
        total: 0,
        items: [],
      });
    }
    for (const verb of [
      () => getTicket(organization.anonymous(), { registrationId: ticket.id }),
      () => findTicketForEvent(organization.anonymous(), { eventId: event.id }),
      () => listTickets(organization.anonymous(), { ...firstPage, when: "all" }),
    ])
      await expect(verb()).rejects.toMatchObject({ code: "not_signed_in" });
  });
});

describe("the attendees of an event", () => {
  test("are listed newest first with name, email and check-in, and without ticket codes", async () => {
    const event = await organization.makeEvent(organizer);
    const [first, second] = await organization.makeUsers(2);
    const one = await registerForEvent(first!.ctx({ now: inFuture(-60_000) }), { eventId: event.id });
    const two = await register(second!, event);
    const now = inFuture(0);
    await checkIn(organizer.ctx({ now }), { qrCode: one.qrCode, eventId: event.id });
    const page = await listAttendees(organizer.ctx(), { ...firstPage, eventId: event.id });
    const { qrCode: _, ...shown } = one;
    expect(page.items.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(page.items[1]).toEqual({
      ...shown,
      answers: [],
      status: "checked_in",
      source: "self",
      userDisplayName: first!.displayName,
      userEmail: first!.email,
      checkedInAt: now.toISOString(),
    });
    expect(page.items[0]).toMatchObject({ checkedInAt: null });
    expect(JSON.stringify(page)).not.toContain("EM1:");
  });

  test("are searched and filtered, and walked by cursor without a gap", async () => {
    const event = await organization.makeEvent(organizer);
    const zoe = await organization.makeUser("member", { displayName: "Zoë 100%" });
    const ticket = await register(zoe, event);
    const now = inFuture(0);
    for (const person of await organization.makeUsers(6))
      await registerForEvent(person.ctx({ now }), { eventId: event.id });
    const cancelled = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: cancelled.id });
    const list = (filter: object) =>
      listAttendees(organizer.ctx(), { ...firstPage, eventId: event.id, ...filter });
    expect((await list({ q: "ZOË 100%" })).items.map(({ id }) => id)).toEqual([ticket.id]);
    expect(await list({ q: "%%%" })).toMatchObject({ total: 0 });
    expect(await list({ status: "cancelled" })).toMatchObject({ total: 1, items: [{ id: cancelled.id }] });
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: 3, cursor });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(walked).toHaveLength(8);
    expect(new Set(walked).size).toBe(8);
  });

  test("are for the organizer and admins", async () => {
    const event = await organization.makeEvent(organizer);
    const pending = await organization.makeEvent(organizer, { status: "pending" });
    const otherOrganizer = await organization.makeUser("organizer");
    const admin = await organization.makeUser("admin");
    const list = (eventId: string) => (ctx: Parameters<typeof listAttendees>[0]) =>
      listAttendees(ctx, { ...firstPage, eventId });
    expect(await list(event.id)(admin.ctx())).toMatchObject({ total: 0 });
    await expectRefusal(system, otherOrganizer.ctx(), list(event.id), "forbidden");
    await expectRefusal(system, otherOrganizer.ctx(), list(pending.id), "not_found");
    await expectRefusal(system, member.ctx(), list(event.id), "forbidden");
    await expectRefusal(system, stranger.ctx(), list(event.id), "not_found");
    await expectRefusal(system, organization.anonymous(), list(event.id), "not_signed_in");
  });
});
