import { events } from "@eventmaster/db/schema/events";
import { eventReminders } from "@eventmaster/db/schema/mails";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { updateEvent } from "../events/update-event.ts";
import { doJobs } from "../testing/do-jobs.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type EventRow,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { register } from "../testing/test-system.ts";
import { getEventReminders, setEventReminders } from "./event-reminders.ts";
import { remindDue } from "./remind-due.ts";

const hour = 60 * 60 * 1000;

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let holder: Person;
let event: EventRow;
beforeAll(async () => {
  system = await startTestSystem({ max: 10 });
});
beforeEach(async () => {
  // The clock of every test looks at all organizations.
  await system.db.delete(events);
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin");
  holder = await organization.makeUser("member");
  event = await organization.makeEvent(admin);
  await register(holder, event);
});
afterAll(() => system.close());

const before = (hours: number, minutes = 0, startAt = event.startAt) =>
  new Date(startAt.getTime() - hours * hour - minutes * 60_000);
const at = (now: Date): Context => organization.anonymous({ now });

/** What a worker does once a minute, at that time; and the jobs that come of it, each twice as after a crash. */
async function look(now: Date): Promise<number> {
  const begun = await remindDue(at(now));
  await doJobs(system, organization, ["event.remind"], { now, times: 2 });
  return begun;
}

async function reminders(person: Person): Promise<string[]> {
  return (await system.mailsTo(person.email)).kinds.filter((kind) => kind.startsWith("reminder"));
}

test("a holder is reminded a day and an hour before, once each however often the clock is looked at", async () => {
  expect(await look(before(24, 5))).toBe(0);
  expect(await look(before(23, 59))).toBe(1);
  expect(await look(before(23, 58))).toBe(0);
  expect(await reminders(holder)).toEqual(["reminder_day"]);
  expect(await look(before(1, 1))).toBe(0);
  expect(await look(before(0, 59))).toBe(1);
  expect(await look(before(0, 58))).toBe(0);
  expect(await reminders(holder)).toEqual(["reminder_day", "reminder_hour"]);
  expect(await look(before(-1))).toBe(0);
});

describe("two workers that look at once", () => {
  test("remind once", async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => remindDue(at(before(23, 59)))));
    expect(begun.reduce((sum, count) => sum + count)).toBe(1);
    await doJobs(system, organization, ["event.remind"], { now: before(23, 58) });
    expect(await reminders(holder)).toEqual(["reminder_day"]);
  });

  test("control: without what is written down they remind twice", async () => {
    await look(before(23, 59));
    await system.db.delete(eventReminders);
    await look(before(23, 58));
    expect(await reminders(holder)).toEqual(["reminder_day", "reminder_day"]);
  });
});

describe("an event that is moved", () => {
  test("takes its reminders along", async () => {
    const startAt = new Date(event.startAt.getTime() + 48 * hour);
    await updateEvent(admin.ctx(), {
      eventId: event.id,
      startAt,
      endAt: new Date(startAt.getTime() + hour),
    });
    expect(await look(before(23, 59))).toBe(0);
    expect(await look(before(23, 59, startAt))).toBe(1);
  });

  test("is announced at its new time again, though it was reminded of at the old one", async () => {
    await look(before(23, 59));
    const startAt = new Date(event.startAt.getTime() + 48 * hour);
    await system.db
      .update(events)
      .set({ startAt, endAt: new Date(startAt.getTime() + hour) })
      .where(eq(events.id, event.id));
    expect(await look(before(23, 59, startAt))).toBe(1);
    expect(await reminders(holder)).toEqual(["reminder_day", "reminder_day"]);
  });

  test("by half an hour on the last day is not reminded of twice: the mail about the change says it", async () => {
    await look(before(23, 59));
    const startAt = new Date(event.startAt.getTime() + hour / 2);
    await system.db.update(events).set({ startAt }).where(eq(events.id, event.id));
    expect(await look(before(23, 50, startAt))).toBe(0);
  });

  test("between the look at the clock and the work is left alone", async () => {
    await remindDue(at(before(23, 59)));
    await system.db
      .update(events)
      .set({ startAt: new Date(event.startAt.getTime() + hour) })
      .where(eq(events.id, event.id));
    await doJobs(system, organization, ["event.remind"], { now: before(23, 58) });
    expect(await reminders(holder)).toEqual([]);
  });
});

test("who registers after a reminder was due has just been told, and is not reminded by it", async () => {
  const late = await organization.makeUser("member");
  await register(late, event);
  await system.sql`update registrations set created_at = ${before(23)} where user_id = ${late.userId}`;
  await look(before(22, 30));
  expect(await reminders(holder)).toEqual(["reminder_day"]);
  expect(await reminders(late)).toEqual([]);
});

test.each([
  ["pending", {}],
  ["cancelled", {}],
  ["published", { sendsReminders: false }],
] as const)("nobody is reminded of an event that is %s %o", async (status, fields) => {
  await system.db
    .update(events)
    .set({ status, ...fields })
    .where(eq(events.id, event.id));
  expect(await look(before(23, 59))).toBe(0);
});

test("a worker that was away for hours does not say what is of no use any more", async () => {
  expect(await look(before(21))).toBe(0);
  expect(await look(before(0, 10))).toBe(0);
});

test("organizers switch reminders of their own events off and on", async () => {
  const organizer = await organization.makeUser("organizer");
  const other = await organization.makeUser("organizer");
  const own = await organization.makeEvent(organizer);
  const input = { eventId: own.id, isOn: false };
  const ctx = organizer.ctx();
  expect(await getEventReminders(ctx, input)).toEqual({ isOn: true });
  expect(await setEventReminders(ctx, input)).toEqual({ isOn: false });
  expect(await system.auditOf(ctx)).toMatchObject([
    { action: "event.set_reminders", details: { after: false } },
  ]);
  const again = organizer.ctx();
  await setEventReminders(again, input);
  expect(await system.auditOf(again)).toEqual([]);
  for (const verb of [getEventReminders, (c: Context) => setEventReminders(c, input)] as const) {
    await expectRefusal(system, other.ctx(), (c) => verb(c, input), "forbidden");
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), (c) => verb(c, input), "not_found");
  }
});
