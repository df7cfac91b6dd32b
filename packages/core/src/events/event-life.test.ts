import { setQuestionsInput } from "@eventmaster/contract/registrations";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { listQuestions, setQuestions } from "../registrations/set-questions.ts";
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
import { approveEvent, cancelEvent, rejectEvent } from "./decide-event.ts";
import { duplicateEvent } from "./duplicate-event.ts";
import { tellCancellation, tellChange } from "./tell-holders.ts";

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

describe("duplicating an event", () => {
  test("makes a pending one at the new time, with its window, questions and check-in points", async () => {
    const first = inFuture(7 * day);
    const source = await organization.makeEvent(organizer, {
      tags: ["ai"],
      offerHours: 3,
      startAt: first,
      endAt: new Date(first.getTime() + 2 * 60 * 60 * 1000),
      registrationClosesAt: new Date(first.getTime() - day),
    });
    await system.makeCheckInPoint(source, "Side door");
    await setQuestions(
      organizer.ctx(),
      setQuestionsInput.parse({ eventId: source.id, questions: [{ label: "Diet?", kind: "text" }] }),
    );
    await register(member, source);
    const startAt = inFuture(37 * day);
    const ctx = organizer.ctx();
    const copy = await duplicateEvent(ctx, { eventId: source.id, startAt });
    expect(copy).toMatchObject({
      title: source.title,
      description: source.description,
      startAt: startAt.toISOString(),
      endAt: new Date(startAt.getTime() + 2 * 60 * 60 * 1000).toISOString(),
      registrationClosesAt: new Date(startAt.getTime() - day).toISOString(),
      status: "pending",
      tags: ["ai"],
      offerHours: 3,
      registeredCount: 0,
      version: 1,
      organizerId: organizer.userId,
    });
    const points = await system.db.select().from(checkInPoints).where(eq(checkInPoints.eventId, copy.id));
    expect(points.map(({ name }) => name).toSorted()).toEqual(["Entrance", "Side door"]);
    expect(await listQuestions(organizer.ctx(), { eventId: copy.id })).toMatchObject([{ label: "Diet?" }]);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "event.create", subjectId: copy.id, details: { status: "pending", duplicateOf: source.id } },
    ]);
  });

  test("ends at the same time of day, and opens at the same, though clocks are changed in between", async () => {
    // In Berlin clocks go forward on Sunday, 26 March 2090.
    const source = await organization.makeEvent(organizer, {
      timeZone: "Europe/Berlin",
      startAt: new Date("2090-03-17T17:00:00Z"),
      endAt: new Date("2090-03-19T14:00:00Z"),
      registrationOpensAt: new Date("2090-03-01T08:00:00Z"),
    });
    const startAt = new Date("2090-03-24T17:00:00Z");
    const copy = await duplicateEvent(organizer.ctx(), { eventId: source.id, startAt });
    expect(copy).toMatchObject({
      endAt: "2090-03-26T13:00:00.000Z",
      registrationOpensAt: "2090-03-08T08:00:00.000Z",
    });
  });

  test("is for those who manage it; an admin's copy is published", async () => {
    const source = await organization.makeEvent(organizer, { status: "cancelled" });
    const copy = (ctx: Parameters<typeof duplicateEvent>[0]) =>
      duplicateEvent(ctx, { eventId: source.id, startAt: inFuture(day) });
    expect(await copy(admin.ctx())).toMatchObject({ status: "published", organizerId: admin.userId });
    await expectRefusal(system, member.ctx(), copy, "forbidden");
    await expectRefusal(system, otherOrganizer.ctx(), copy, "forbidden");
    await expectRefusal(system, stranger.ctx(), copy, "not_found");
  });

  test("to a time that has passed, or that leaves it no end, is refused", async () => {
    const source = await organization.makeEvent(organizer);
    for (const startAt of [inFuture(-day), new Date("2100-12-31T23:30:00Z")]) {
      const refused = (ctx: Parameters<typeof duplicateEvent>[0]) =>
        duplicateEvent(ctx, { eventId: source.id, startAt });
      await expectRefusal(system, organizer.ctx(), refused, "validation");
    }
    expect(await system.db.$count(events, eq(events.organizationId, organization.organizationId))).toBe(1);
  });
});

describe("what is decided is told", () => {
  test("to the organizer, for an approval and a rejection", async () => {
    const [good, bad] = await Promise.all([
      organization.makeEvent(organizer, { status: "pending" }),
      organization.makeEvent(organizer, { status: "pending" }),
    ]);
    await approveEvent(admin.ctx(), { eventId: good.id });
    await rejectEvent(admin.ctx(), { eventId: bad.id, reason: "No" });
    expect((await system.mailsTo(organizer.email)).kinds).toEqual(["event_approved", "event_rejected"]);
  });

  test("to everybody who holds a ticket of an event that is called off, and to nobody else", async () => {
    const event = await organization.makeEvent(organizer);
    const gone = await organization.makeUser("member");
    await register(member, event);
    const ticket = await register(gone, event);
    await cancelRegistration(gone.ctx(), { registrationId: ticket.id });
    const before = (await system.mailsTo(gone.email)).kinds;
    await cancelEvent(organizer.ctx(), { eventId: event.id, reason: "Storm" });
    const [job] = await system.sql<{ payload: { eventId: string; reason: string } }[]>`
      select data -> 'payload' as payload from pgboss.job where name = 'event.tell-cancellation'
        and data -> 'payload' ->> 'eventId' = ${event.id}`;
    await tellCancellation(system.contextFor(organization.organizationId, null), job!.payload, uuidv7());
    expect((await system.mailsTo(member.email)).kinds).toContain("event_cancelled");
    expect((await system.mailsTo(gone.email)).kinds).toEqual(before);
  });

  test("to a crowd, in several parts, once each", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 2000 });
    const crowd = await organization.makeUsers(1500);
    await system.sql`
      insert into registrations (id, organization_id, event_id, user_id, qr_code, event_title, event_start_at)
      select gen_random_uuid(), ${organization.organizationId}, ${event.id}, id, id::text, ${event.title}, now()
      from users where email = any(${crowd.map(({ email }) => email)})`;
    const before = {
      startAt: event.startAt.toISOString(),
      endAt: event.endAt.toISOString(),
      timeZone: event.timeZone,
      location: "Hall 1",
    };
    const change = { eventId: event.id, before, after: { ...before, location: "Hall 2" } };
    const jobId = uuidv7();
    // The job is done again when its worker died before it could say so: nobody is told twice.
    for (let time = 0; time < 2; time++)
      await tellChange(system.contextFor(organization.organizationId, null), change, jobId);
    const [told] = await system.sql`
      select count(*)::int as mails, count(distinct data -> 'payload' ->> 'userId')::int as people from pgboss.job
      where name = 'mail.send' and data -> 'payload' ->> 'kind' = 'event_changed'`;
    expect(told).toEqual({ mails: 1500, people: 1500 });
  });
});
