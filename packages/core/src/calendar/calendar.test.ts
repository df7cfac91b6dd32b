import { events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import ICAL from "ical.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Download } from "../download.ts";
import { cancelEvent } from "../events/decide-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { restoreRegistration } from "../registrations/restore-registration.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { createCalendarFeed, getCalendarFeed, revokeCalendarFeed } from "./calendar-feed.ts";
import { type CalendarEntry, calendarFile } from "./calendar-file.ts";
import { downloadEventCalendar, downloadFeed, downloadTicketCalendar } from "./download-calendar.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let person: Person;
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
});
beforeEach(async () => {
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin");
  person = await organization.makeUser("member");
});
afterAll(() => system.close());

/** As another library reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    calendar,
    entries: calendar.getAllSubcomponents("vevent").map((component) => ({
      event: new ICAL.Event(component),
      status: component.getFirstPropertyValue("status"),
    })),
  };
}
const textOf = (file: Download) => Buffer.from(file.body as Uint8Array).toString();

describe("a calendar file", () => {
  const entry: CalendarEntry = {
    id: "0199",
    sequence: 3,
    isCancelled: false,
    title: 'Čaj, Kuchen; \\ "mehr" 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 🍰',
    description: "Two\nlines",
    location: "Hall 1; left, then right",
    startAt: new Date("2026-10-25T00:30:00Z"),
    endAt: new Date("2026-10-25T02:30:00Z"),
    timeZone: "Europe/Berlin",
    changedAt: new Date("2026-01-02T03:04:05Z"),
    link: "https://events.test/events/1",
  };
  const fileOf = (fields: Partial<CalendarEntry>) =>
    calendarFile({ method: "publish", entries: [{ ...entry, ...fields }] });

  test("says texts as they were typed, in lines of 75 bytes at most", () => {
    const text = fileOf({});
    const { event } = read(text).entries[0]!;
    expect(event.summary).toBe(entry.title);
    expect(event.description).toBe(entry.description);
    expect(event.location).toBe(entry.location);
    expect(text.split("\r\n").filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });

  test.each([
    // The night in which the clock goes back, and zones with other names, halves of hours, and none at all.
    "Europe/Berlin",
    "America/New_York",
    "US/Pacific",
    "Asia/Kolkata",
    "Asia/Taipei",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "UTC",
  ])("means the same instants in %s, by the zone's own definition in it", (timeZone) => {
    const { event, calendar } = { ...read(fileOf({ timeZone })).entries[0]!, ...read(fileOf({ timeZone })) };
    const zones = calendar.getAllSubcomponents("vtimezone").map((zone) => new ICAL.Timezone(zone));
    for (const [time, instant] of [
      [event.startDate, entry.startAt],
      [event.endDate, entry.endAt],
    ] as const) {
      const zone = zones.find(({ tzid }) => tzid === time.zone?.tzid);
      if (time.zone?.tzid !== "UTC") expect(zone).toBeDefined();
      expect(time.toJSDate()).toEqual(instant);
    }
  });
});

describe("an event's calendar", () => {
  test("is for who may see the event, and says what it is now", async () => {
    const event = await organization.makeEvent(admin, { timeZone: "Asia/Taipei", title: "Talks" });
    const first = await downloadEventCalendar(organization.anonymous(), { eventId: event.id });
    expect(first).toMatchObject({ name: "Talks calendar.ics", type: "text/calendar; charset=utf-8" });
    const before = read(textOf(first));
    expect(before.calendar.getFirstPropertyValue("method")).toBe("PUBLISH");
    expect(before.entries[0]?.event.startDate.toJSDate()).toEqual(event.startAt);
    await updateEvent(admin.ctx(), { eventId: event.id, location: "Elsewhere" });
    const after = read(textOf(await downloadEventCalendar(person.ctx(), { eventId: event.id })));
    expect(after.entries[0]?.event.location).toBe("Elsewhere");
    expect(after.entries[0]?.event.uid).toBe(before.entries[0]?.event.uid);
    expect(after.entries[0]?.event.sequence).toBeGreaterThan(before.entries[0]!.event.sequence);
    await cancelEvent(admin.ctx(), { eventId: event.id });
    const cancelled = read(textOf(await downloadEventCalendar(person.ctx(), { eventId: event.id })));
    expect(cancelled.entries[0]?.status).toBe("CANCELLED");
  });

  test("of an event that is not public is not found", async () => {
    const { id: eventId } = await organization.makeEvent(admin, { status: "pending" });
    await expectRefusal(system, person.ctx(), (ctx) => downloadEventCalendar(ctx, { eventId }), "not_found");
    expect(textOf(await downloadEventCalendar(admin.ctx(), { eventId }))).toContain("BEGIN:VEVENT");
  });
});

test("a ticket's calendar grows in sequence over cancellations, one that is taken back, and a new ticket, and is its holder's alone", async () => {
  const event = await organization.makeEvent(admin);
  const { id: registrationId } = await register(person, event);
  const now = async () =>
    read(textOf(await downloadTicketCalendar(person.ctx(), { registrationId }))).entries[0]!;
  const first = await now();
  await cancelRegistration(person.ctx(), { registrationId });
  const cancelled = await now();
  await restoreRegistration(person.ctx(), { registrationId });
  const restored = await now();
  await cancelRegistration(person.ctx(), { registrationId });
  const cancelledAgain = await now();
  await register(person, event);
  const versions = [first, cancelled, restored, cancelledAgain, await now()];
  expect(versions.map(({ status }) => status)).toEqual([
    "CONFIRMED",
    "CANCELLED",
    "CONFIRMED",
    "CANCELLED",
    "CONFIRMED",
  ]);
  const uid = `${registrationId}@eventmaster`;
  for (const [index, { event }] of versions.entries()) {
    expect(event.uid).toBe(uid);
    expect(event.sequence).toBeGreaterThan(versions[index - 1]?.event.sequence ?? -1);
  }
  await expectRefusal(
    system,
    admin.ctx(),
    (ctx) => downloadTicketCalendar(ctx, { registrationId }),
    "not_found",
  );
  await expectRefusal(
    system,
    organization.anonymous(),
    (ctx) => downloadTicketCalendar(ctx, { registrationId }),
    "not_signed_in",
  );
});

describe("a person's feed", () => {
  const tokenOf = (url: string) =>
    /^https:\/\/events\.test\/api\/v1\/calendar\/([\w-]{43})\.ics$/u.exec(url)![1]!;

  test("has every ticket of theirs, in whichever organization, until it is revoked", async () => {
    const other = await system.makeOrganization();
    const host = await other.makeUser("admin");
    await system.sql`insert into memberships (organization_id, user_id) values (${other.organizationId}, ${person.userId})`;
    const here = await register(person, await organization.makeEvent(admin));
    const event = await other.makeEvent(host);
    const there = await register(
      { ...person, ctx: () => system.contextFor(other.organizationId, person.actor) },
      event,
    );
    await register(admin, await organization.makeEvent(admin));
    expect(await getCalendarFeed(person.ctx())).toEqual({ createdAt: null });

    const ctx = person.ctx();
    const token = tokenOf((await createCalendarFeed(ctx)).url);
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "account.create_calendar_feed" }]);
    expect(await getCalendarFeed(person.ctx())).toEqual({ createdAt: expect.any(String) });
    const [row] = await system.sql`select token_hash from calendar_feeds where user_id = ${person.userId}`;
    expect(JSON.stringify(row)).not.toContain(token);
    const { entries } = read(textOf(await downloadFeed(organization.anonymous(), { token })));
    expect(entries.map((entry) => entry.event.uid).toSorted()).toEqual(
      [here.id, there.id].map((id) => `${id}@eventmaster`).toSorted(),
    );
    await system.db.update(events).set({ location: "Elsewhere" }).where(eq(events.id, event.id));
    expect(textOf(await downloadFeed(organization.anonymous(), { token }))).toContain("LOCATION:Elsewhere");

    const next = tokenOf((await createCalendarFeed(person.ctx())).url);
    await expectRefusal(system, organization.anonymous(), (c) => downloadFeed(c, { token }), "not_found");
    const revoking = person.ctx();
    await revokeCalendarFeed(revoking);
    expect(await system.auditOf(revoking)).toMatchObject([{ action: "account.revoke_calendar_feed" }]);
    await expectRefusal(
      system,
      organization.anonymous(),
      (c) => downloadFeed(c, { token: next }),
      "not_found",
    );
    const again = person.ctx();
    await revokeCalendarFeed(again);
    expect(await system.auditOf(again)).toEqual([]);
  });

  test("of somebody without tickets is a calendar all the same", async () => {
    const token = tokenOf((await createCalendarFeed(person.ctx())).url);
    expect(read(textOf(await downloadFeed(organization.anonymous(), { token }))).entries).toEqual([]);
    await expectRefusal(system, organization.anonymous(), getCalendarFeed, "not_signed_in");
    await expectRefusal(system, organization.anonymous(), createCalendarFeed, "not_signed_in");
    await expectRefusal(system, organization.anonymous(), revokeCalendarFeed, "not_signed_in");
  });
});
