import type { EventReport } from "@eventmaster/contract/reports";
import { answers, registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setQuestions } from "../registrations/set-questions.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { proposalFor } from "../testing/event-things.ts";
import {
  day,
  type EventRow,
  inFuture,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { reportOnEvent } from "./report-on-event.ts";
import { reportOnPlatform } from "./report-on-platform.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let admin: Person;
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  admin = await organization.makeUser("admin");
});
afterAll(() => system.close());

type Fields = Partial<typeof registrations.$inferInsert>;

/** A registration as it was left behind by what happened at that time. */
async function registered(event: EventRow, at: string, fields: Fields = {}): Promise<string> {
  const [person] = await organization.makeUsers(1);
  const id = uuidv7();
  await system.db.insert(registrations).values({
    id,
    organizationId: event.organizationId,
    eventId: event.id,
    userId: person!.userId,
    qrCode: id,
    eventTitle: event.title,
    eventStartAt: event.startAt,
    createdAt: new Date(at),
    ...fields,
  });
  if (fields.status !== "cancelled")
    await system.db
      .update(events)
      .set({ registeredCount: sql`${events.registeredCount} + 1` })
      .where(eq(events.id, event.id));
  return id;
}

async function admitted(event: EventRow, registrationId: string, checkInPointId: string, at: string) {
  const scanId = uuidv7();
  const fields = { organizationId: event.organizationId, eventId: event.id, registrationId, checkInPointId };
  await system.db
    .insert(scans)
    .values({ ...fields, id: scanId, scannedAt: new Date(at), verdict: "admitted" });
  await system.db.insert(admissions).values({ ...fields, scanId, admittedAt: new Date(at) });
  await system.db
    .update(registrations)
    .set({ status: "checked_in" })
    .where(eq(registrations.id, registrationId));
}

const report = (event: EventRow, person = organizer, stepMinutes: 5 | 15 | 60 = 15): Promise<EventReport> =>
  reportOnEvent(person.ctx(), { eventId: event.id, stepMinutes });

const berlin = {
  timeZone: "Europe/Berlin",
  startAt: new Date("2026-03-29T16:00:00Z"),
  endAt: new Date("2026-03-29T20:00:00Z"),
};

describe("the report on an event", () => {
  test("counts registrations and cancellations by the days of its zone, without gaps, also over a change of clocks", async () => {
    const event = await organization.makeEvent(organizer, berlin);
    // 23:30 UTC is the next day in Berlin; on the 29th clocks go forward.
    await registered(event, "2026-03-26T23:30:00Z");
    await registered(event, "2026-03-28T10:00:00Z");
    await registered(event, "2026-03-26T10:00:00Z", {
      status: "cancelled",
      cancelledAt: new Date("2026-03-29T22:30:00Z"),
    });
    const { registrations, registrationUnit, cancelled, registered: live } = await report(event);
    expect(registrationUnit).toBe("day");
    expect(registrations).toEqual([
      { at: "2026-03-25T23:00:00.000Z", registered: 1, cancelled: 0, total: 1 },
      { at: "2026-03-26T23:00:00.000Z", registered: 1, cancelled: 0, total: 2 },
      { at: "2026-03-27T23:00:00.000Z", registered: 1, cancelled: 0, total: 3 },
      { at: "2026-03-28T23:00:00.000Z", registered: 0, cancelled: 0, total: 3 },
      { at: "2026-03-29T22:00:00.000Z", registered: 0, cancelled: 1, total: 2 },
    ]);
    expect({ cancelled, live }).toEqual({ cancelled: 1, live: 2 });
  });

  test("counts by weeks and months where days would be too many", async () => {
    const event = await organization.makeEvent(organizer);
    await registered(event, "2026-01-05T00:00:00Z");
    await registered(event, "2026-06-03T00:00:00Z");
    const byWeek = await report(event);
    expect(byWeek.registrationUnit).toBe("week");
    expect(byWeek.registrations).toHaveLength(22);
    await registered(event, "2022-01-05T00:00:00Z");
    const byMonth = await report(event);
    expect(byMonth.registrationUnit).toBe("month");
    expect(byMonth.registrations.at(-1)).toEqual({
      at: "2026-06-01T00:00:00.000Z",
      registered: 1,
      cancelled: 0,
      total: 3,
    });
  });

  test("shows who arrived when: a person once, at their first admission; at each gate by the hour", async () => {
    const event = await organization.makeEvent(organizer, berlin);
    const gateB = await system.makeCheckInPoint(event, "Gate B");
    const session = await system.makeCheckInPoint(event, "Workshop", "session");
    const [early, late] = [
      await registered(event, "2026-03-01T00:00:00Z", { source: "import" }),
      await registered(event, "2026-03-01T00:00:00Z"),
    ];
    await registered(event, "2026-03-01T00:00:00Z");
    await admitted(event, early, gateB, "2026-03-29T15:58:00Z");
    await admitted(event, early, session, "2026-03-29T17:00:00Z");
    await admitted(event, late, gateB, "2026-03-29T16:31:00Z");
    const shown = await report(event);
    expect(shown).toMatchObject({ admitted: 2, registered: 3, noShows: 1, stepMinutes: 15 });
    expect(shown.arrivals).toEqual([
      { at: "2026-03-29T15:45:00.000Z", admitted: 1, total: 1 },
      { at: "2026-03-29T16:00:00.000Z", admitted: 0, total: 1 },
      { at: "2026-03-29T16:15:00.000Z", admitted: 0, total: 1 },
      { at: "2026-03-29T16:30:00.000Z", admitted: 1, total: 2 },
    ]);
    expect(shown.points.map(({ name, admitted, hours }) => ({ name, admitted, hours }))).toEqual([
      { name: "Entrance", admitted: 0, hours: [] },
      {
        name: "Gate B",
        admitted: 2,
        hours: [
          { at: "2026-03-29T15:00:00.000Z", admitted: 1 },
          { at: "2026-03-29T16:00:00.000Z", admitted: 1 },
        ],
      },
      { name: "Workshop", admitted: 1, hours: [{ at: "2026-03-29T17:00:00.000Z", admitted: 1 }] },
    ]);
    expect(shown.scans).toEqual([{ verdict: "admitted", count: 3 }]);
    expect(shown.sources).toEqual([
      { source: "self", count: 2 },
      { source: "import", count: 1 },
    ]);
    expect((await report(event, organizer, 5)).arrivals).toHaveLength(8);
    const during = organizer.ctx({ now: new Date("2026-03-29T19:00:00Z") });
    expect(await reportOnEvent(during, { eventId: event.id, stepMinutes: 60 })).toMatchObject({
      noShows: null,
    });
  });

  test("takes longer steps for an event of many days", async () => {
    const event = await organization.makeEvent(organizer, { startAt: berlin.startAt, endAt: inFuture(day) });
    const point = await system.makeCheckInPoint(event, "Gate B");
    for (const at of ["2026-03-29T16:00:00Z", "2026-05-30T16:20:00Z"])
      await admitted(event, await registered(event, "2026-03-01T00:00:00Z"), point, at);
    const { stepMinutes, arrivals, points } = await report(event, organizer, 5);
    expect(stepMinutes).toBe(1440);
    expect(arrivals).toHaveLength(63);
    expect(points[1]?.hours).toHaveLength(2);
  });

  test("counts by days of the calendar, also when clocks change", async () => {
    const event = await organization.makeEvent(organizer, { ...berlin, endAt: inFuture(day) });
    const point = await system.makeCheckInPoint(event, "Gate B");
    // Midnight in Berlin is 23:00 UTC until the clocks change on 29 March, and 22:00 from then on.
    for (const at of ["2026-03-20T23:10:00Z", "2026-04-05T22:10:00Z"])
      await admitted(event, await registered(event, "2026-03-01T00:00:00Z"), point, at);
    const { stepMinutes, arrivals, points } = await report(event);
    expect(stepMinutes).toBe(1440);
    expect(arrivals).toHaveLength(17);
    expect(arrivals[0]).toEqual({ at: "2026-03-20T23:00:00.000Z", admitted: 1, total: 1 });
    expect(arrivals[16]).toEqual({ at: "2026-04-05T22:00:00.000Z", admitted: 1, total: 2 });
    expect(points[1]?.hours.map(({ at }) => at)).toEqual([arrivals[0]?.at, arrivals[16]?.at]);
  });

  test("tallies the answers of those who hold a ticket, also to a question that is not asked any more", async () => {
    const event = await organization.makeEvent(organizer);
    const [meal, agreed, wish] = await setQuestions(organizer.ctx(), {
      eventId: event.id,
      questions: [
        { label: "Meal", kind: "choice", options: ["Meat", "Vegan"], isRequired: false },
        { label: "Photos?", kind: "checkbox", options: [], isRequired: false },
        { label: "Wishes", kind: "text", options: [], isRequired: false },
      ],
    });
    const answered = async (value: Record<string, string>, fields: Fields = {}) => {
      const registrationId = await registered(event, "2026-03-01T00:00:00Z", fields);
      for (const [questionId, text] of Object.entries(value))
        await system.db
          .insert(answers)
          .values({ registrationId, questionId, organizationId: event.organizationId, value: text });
    };
    await answered({ [meal!.id]: "Vegan", [agreed!.id]: "true", [wish!.id]: "Quiet room" });
    await answered({ [meal!.id]: "Fish", [agreed!.id]: "false" });
    await answered({ [meal!.id]: "Meat" }, { status: "cancelled" });
    await setQuestions(organizer.ctx(), {
      eventId: event.id,
      questions: [
        { id: meal!.id, label: "Meal", kind: "choice", options: ["Meat", "Vegan"], isRequired: false },
        { id: wish!.id, label: "Wishes", kind: "text", options: [], isRequired: false },
      ],
    });
    const { questions } = await report(event);
    expect(
      questions.map(({ label, isRemoved, answered, tally }) => ({ label, isRemoved, answered, tally })),
    ).toEqual([
      {
        label: "Meal",
        isRemoved: false,
        answered: 2,
        tally: [
          { value: "Meat", count: 0 },
          { value: "Vegan", count: 1 },
          { value: "Fish", count: 1 },
        ],
      },
      { label: "Wishes", isRemoved: false, answered: 1, tally: [{ value: "Quiet room", count: 1 }] },
      {
        label: "Photos?",
        isRemoved: true,
        answered: 2,
        tally: [
          { value: "true", count: 1 },
          { value: "false", count: 1 },
        ],
      },
    ]);
  });

  test("of an event that nobody knows yet has empty series", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    await system.db.insert(waitlistEntries).values({
      id: uuidv7(),
      organizationId: event.organizationId,
      eventId: event.id,
      userId: admin.userId,
    });
    expect(await report(event, admin)).toMatchObject({
      registered: 0,
      cancelled: 0,
      waiting: 1,
      admitted: 0,
      sources: [],
      registrations: [],
      arrivals: [],
      scans: [],
      questions: [],
      points: [{ name: "Entrance", admitted: 0, hours: [] }],
    });
  });

  test("is its organizer's and the admins'", async () => {
    const event = await organization.makeEvent(organizer);
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    const refused = [
      [await organization.makeUser("organizer"), "forbidden"],
      [await organization.makeUser("member"), "forbidden"],
      [stranger, "not_found"],
    ] as const;
    for (const [person, code] of refused)
      await expectRefusal(
        system,
        person.ctx(),
        (ctx) => reportOnEvent(ctx, { eventId: event.id, stepMinutes: 15 }),
        code,
      );
    expect(await report(event, admin)).toMatchObject({ eventId: event.id });
  });

  test("can be made in every time zone that an event may have", async () => {
    const event = await organization.makeEvent(organizer);
    const point = await system.makeCheckInPoint(event, "Gate B");
    await admitted(event, await registered(event, "2026-03-01T00:00:00Z"), point, "2026-03-29T16:00:00Z");
    // PostgreSQL does not know the last two, which JavaScript has from of old.
    const zones = ["europe/berlin", "Asia/Kathmandu", "UTC", "US/Pacific-New", "AET"];
    for (const timeZone of zones) {
      await system.db.update(events).set({ timeZone }).where(eq(events.id, event.id));
      expect(await report(event)).toMatchObject({ timeZone, arrivals: [{ total: 1 }] });
    }
    expect(await reportOnPlatform(admin.ctx(), { unit: "day", timeZone: "AET" })).toMatchObject({
      timeZone: "AET",
    });
  });
});

describe("the report on the platform", () => {
  const period = {
    from: new Date("2026-03-01T00:00:00Z"),
    to: new Date("2026-03-22T00:00:00Z"),
    unit: "week",
    timeZone: "UTC",
  } as const;

  test("counts what happened by weeks, and how full events are by category", async () => {
    organization = await system.makeOrganization();
    organizer = await organization.makeUser("organizer");
    admin = await organization.makeUser("admin");
    const at = (text: string) => ({ startAt: new Date(text), endAt: new Date(Date.parse(text) + 3_600_000) });
    const talk = await organization.makeEvent(organizer, {
      ...at("2026-03-04T18:00:00Z"),
      category: "talk",
      capacity: 4,
      title: "A talk",
    });
    const unscanned = await organization.makeEvent(organizer, {
      ...at("2026-03-11T18:00:00Z"),
      category: "talk",
      capacity: 6,
    });
    await organization.makeEvent(organizer, {
      ...at("2026-03-12T18:00:00Z"),
      category: "music",
      capacity: 10,
    });
    await organization.makeEvent(organizer, { ...at("2026-03-12T18:00:00Z"), status: "pending" });
    const outside = await organization.makeEvent(organizer, at("2026-04-12T18:00:00Z"));
    await proposalFor(system, outside);
    const point = await system.makeCheckInPoint(talk, "Gate B");
    const came = await registered(talk, "2026-02-20T10:00:00Z");
    await admitted(talk, came, point, "2026-03-04T18:05:00Z");
    await registered(talk, "2026-03-02T10:00:00Z");
    await registered(talk, "2026-03-02T10:00:00Z", {
      status: "cancelled",
      cancelledAt: new Date("2026-03-10T10:00:00Z"),
    });
    await registered(unscanned, "2026-03-10T10:00:00Z");
    await registered(outside, "2026-03-20T10:00:00Z");
    await system.db
      .update(memberships)
      .set({ createdAt: new Date("2026-03-05T00:00:00Z") })
      .where(eq(memberships.userId, organizer.userId));
    const now = new Date("2026-03-25T00:00:00Z");

    const shown = await reportOnPlatform(admin.ctx({ now }), period);
    expect(shown.totals).toEqual({
      events: 3,
      seats: 20,
      registered: 3,
      admitted: 1,
      fillRate: 0.15,
      noShowRate: 0.5,
      registrations: 4,
      cancellations: 1,
      people: 7,
      newPeople: 1,
      pendingEvents: 1,
      openRevisions: 1,
    });
    expect(shown.overTime).toEqual([
      { at: "2026-02-23T00:00:00.000Z", registrations: 0, cancellations: 0, admissions: 0, events: 0 },
      { at: "2026-03-02T00:00:00.000Z", registrations: 2, cancellations: 0, admissions: 1, events: 1 },
      { at: "2026-03-09T00:00:00.000Z", registrations: 1, cancellations: 1, admissions: 0, events: 2 },
      { at: "2026-03-16T00:00:00.000Z", registrations: 1, cancellations: 0, admissions: 0, events: 0 },
    ]);
    expect(shown.categories).toEqual([
      { category: "talk", events: 2, seats: 10, registered: 3, admitted: 1, fillRate: 0.3, noShowRate: 0.5 },
      { category: "music", events: 1, seats: 10, registered: 0, admitted: 0, fillRate: 0, noShowRate: null },
    ]);
    expect(shown.topEvents).toHaveLength(3);
    expect(shown.topEvents[0]).toEqual({
      id: talk.id,
      title: "A talk",
      startAt: "2026-03-04T18:00:00.000Z",
      timeZone: "UTC",
      category: "talk",
      seats: 4,
      registered: 2,
      admitted: 1,
      fillRate: 0.5,
      noShowRate: 0.5,
    });
  });

  test("is of the last twelve weeks unless asked otherwise, in the reader's days", async () => {
    const now = new Date("2026-03-25T12:00:00Z");
    const shown = await reportOnPlatform(admin.ctx({ now }), { unit: "day", timeZone: "Asia/Taipei" });
    expect(shown).toMatchObject({ from: "2025-12-31T12:00:00.000Z", to: "2026-03-25T12:00:00.000Z" });
    expect(shown.overTime[0]?.at).toBe("2025-12-30T16:00:00.000Z");
    expect(shown.overTime).toHaveLength(85);
  });

  test("is of the admin's own organization, and refused to everybody else and for more than two years", async () => {
    const other = await system.makeOrganization();
    const stranger = await other.makeUser("admin");
    expect((await reportOnPlatform(stranger.ctx(), period)).totals).toMatchObject({
      events: 0,
      registrations: 0,
      people: 1,
      fillRate: null,
    });
    await expectRefusal(system, organizer.ctx(), (ctx) => reportOnPlatform(ctx, period), "forbidden");
    await expectRefusal(
      system,
      admin.ctx(),
      (ctx) =>
        reportOnPlatform(ctx, { unit: "month", timeZone: "UTC", from: new Date("2020-01-01T00:00:00Z") }),
      "validation",
    );
  });
});
