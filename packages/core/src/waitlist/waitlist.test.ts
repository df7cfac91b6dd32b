import { events } from "@eventmaster/db/schema/events";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { walkIn } from "../check-in/walk-in.ts";
import { cancelEvent } from "../events/decide-event.ts";
import { deleteEvent } from "../events/delete-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { registerPerson } from "../registrations/register-person.ts";
import { doJobs } from "../testing/do-jobs.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  type EventFields,
  type EventRow,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { acceptOffer } from "./accept-offer.ts";
import { expireOffers } from "./expire-offers.ts";
import { joinWaitlist } from "./join-waitlist.ts";
import { leaveWaitlist } from "./leave-waitlist.ts";
import { findWaitlistEntry, listOwnWaitlist } from "./list-own-waitlist.ts";
import { listWaitlist } from "./list-waitlist.ts";

const hour = 60 * 60 * 1000;
const firstPage = { limit: 20, offset: 0 };

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let holder: Person;
let first: Person;
let second: Person;
let stranger: Person;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  await organization.makeUser("admin");
  holder = await organization.makeUser("member");
  first = await organization.makeUser("member");
  second = await organization.makeUser("member");
  stranger = await (await system.makeOrganization()).makeUser("admin");
});

/** An event of one seat, which `holder` has. */
async function fullEvent(fields: EventFields = {}): Promise<{ event: EventRow; ticketId: string }> {
  const event = await organization.makeEvent(organizer, { capacity: 1, ...fields });
  const ticket = await register(holder, event);
  return { event, ticketId: ticket.id };
}

const join = (person: Person, event: { id: string }) => joinWaitlist(person.ctx(), { eventId: event.id });
const entryOf = (person: Person, event: { id: string }, now = new Date()) =>
  findWaitlistEntry(person.ctx({ now }), { eventId: event.id });
const freeSeat = (ticketId: string) => cancelRegistration(holder.ctx(), { registrationId: ticketId });

async function seatsOf(event: { id: string }) {
  const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
  return { registered: row?.registeredCount, offered: row?.offeredCount };
}

async function expectWhole(): Promise<void> {
  expect(await findBrokenInvariants(system.db)).toEqual([]);
}

describe("joining a waitlist", () => {
  test("of a full event gives a place, and the next one behind it", async () => {
    const { event } = await fullEvent();
    const ctx = first.ctx();
    const entry = await joinWaitlist(ctx, { eventId: event.id });
    expect(entry).toMatchObject({
      status: "waiting",
      position: 1,
      eventTitle: event.title,
      offerExpiresAt: null,
    });
    expect(await join(second, event)).toMatchObject({ position: 2 });
    expect(await system.auditOf(ctx)).toEqual([
      {
        action: "waitlist.join",
        subjectType: "waitlist_entry",
        subjectId: entry.id,
        actorId: first.userId,
        organizationId: organization.organizationId,
        details: { eventId: event.id },
      },
    ]);
  });

  test("twice is joining once, with the place that one had", async () => {
    const { event } = await fullEvent();
    const entry = await join(first, event);
    await join(second, event);
    const ctx = first.ctx();
    expect(await joinWaitlist(ctx, { eventId: event.id })).toEqual(entry);
    expect(await system.auditOf(ctx)).toEqual([]);
  });

  test("goes by the order of joining, also when clocks disagree", async () => {
    const { event } = await fullEvent();
    await joinWaitlist(first.ctx({ now: inFuture(60_000) }), { eventId: event.id });
    expect(await join(second, event)).toMatchObject({ position: 2 });
  });

  test.each<[string, EventFields, Parameters<typeof expectRefusal>[3]]>([
    ["has free seats", {}, "event_not_full"],
    ["was cancelled", { status: "cancelled" }, "event_cancelled"],
    ["is not public", { status: "pending" }, "not_found"],
    ["is over", { startAt: inFuture(-2 * day), endAt: inFuture(-day) }, "event_over"],
    ["has begun", { startAt: inFuture(-hour) }, "registration_not_open"],
    ["is closed for registration", { registrationClosesAt: inFuture(-day) }, "registration_not_open"],
  ])("is refused when the event %s", async (_, fields, code) => {
    const event = await organization.makeEvent(organizer, fields);
    await expectRefusal(system, first.ctx(), (ctx) => joinWaitlist(ctx, { eventId: event.id }), code);
  });

  test("is refused to who is registered, who is not signed in, and another organization", async () => {
    const { event } = await fullEvent();
    const eventId = event.id;
    await expectRefusal(system, holder.ctx(), (ctx) => joinWaitlist(ctx, { eventId }), "already_registered");
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => joinWaitlist(ctx, { eventId }),
      "not_signed_in",
    );
    await expectRefusal(system, stranger.ctx(), (ctx) => joinWaitlist(ctx, { eventId }), "not_found");
  });
});

describe("a seat that becomes free", () => {
  test("by a cancellation is held for who waits longest, who is told by mail", async () => {
    const { event, ticketId } = await fullEvent();
    await join(first, event);
    await join(second, event);
    await freeSeat(ticketId);
    const entry = await entryOf(first, event);
    expect(entry).toMatchObject({ status: "offered", position: null });
    const expires = new Date(entry!.offerExpiresAt!).getTime() - Date.now();
    expect(Math.round(expires / hour)).toBe(12);
    expect(await entryOf(second, event)).toMatchObject({ status: "waiting", position: 1 });
    expect(await seatsOf(event)).toEqual({ registered: 0, offered: 1 });
    const mails = await system.mailsTo(first.email);
    expect(mails).toMatchObject({
      kinds: ["waitlist_offer"],
      links: [`https://events.test/events/${event.id}`],
    });
    expect((await system.mailsTo(second.email)).kinds).toEqual([]);
    await expectWhole();
  });

  test("cannot be snatched by somebody who comes new", async () => {
    const { event, ticketId } = await fullEvent();
    await join(first, event);
    await freeSeat(ticketId);
    await expectRefusal(
      system,
      second.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id }),
      "event_full",
    );
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => registerPerson(ctx, { eventId: event.id, email: second.email }),
      "event_full",
    );
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => walkIn(ctx, { eventId: event.id, email: second.email }),
      "event_full",
    );
  });

  test("by a raised capacity goes to the waitlist first, and what is left to everybody", async () => {
    const { event } = await fullEvent();
    await join(first, event);
    const edited = await updateEvent(organizer.ctx(), { eventId: event.id, capacity: 3 });
    expect(edited).toMatchObject({ capacity: 3, registeredCount: 1, seatsLeft: 1 });
    expect(await entryOf(first, event)).toMatchObject({ status: "offered" });
    await register(second, event);
    expect(await seatsOf(event)).toEqual({ registered: 2, offered: 1 });
    await expectWhole();
  });

  test("is offered for the event's own hours, and never past its start", async () => {
    const soon = await fullEvent({ startAt: inFuture(3 * hour), endAt: inFuture(5 * hour) });
    await join(first, soon.event);
    await freeSeat(soon.ticketId);
    expect((await entryOf(first, soon.event))?.offerExpiresAt).toBe(soon.event.startAt.toISOString());
    const short = await fullEvent({ offerHours: 2 });
    await join(first, short.event);
    await freeSeat(short.ticketId);
    const expires = new Date((await entryOf(first, short.event))!.offerExpiresAt!).getTime() - Date.now();
    expect(Math.round(expires / hour)).toBe(2);
  });

  test("after the start is anybody's", async () => {
    const { event, ticketId } = await fullEvent({ startAt: inFuture(hour), endAt: inFuture(5 * hour) });
    await join(first, event);
    const now = inFuture(2 * hour);
    await cancelRegistration(holder.ctx({ now }), { registrationId: ticketId });
    expect(await entryOf(first, event, now)).toMatchObject({ status: "waiting" });
    await registerForEvent(second.ctx({ now }), { eventId: event.id });
    expect(await seatsOf(event)).toEqual({ registered: 1, offered: 0 });
  });

  test("does not move when the start moves later, and ends with a start that moves earlier", async () => {
    const { event, ticketId } = await fullEvent();
    await join(first, event);
    await freeSeat(ticketId);
    const admin = await organization.makeUser("admin");
    const startAt = inFuture(2 * hour);
    await updateEvent(admin.ctx(), { eventId: event.id, startAt });
    expect((await entryOf(first, event))?.offerExpiresAt).toBe(startAt.toISOString());
    const wakes = await system.sql<{ at: string }[]>`
      select start_after as at from pgboss.job where name = 'waitlist.expire-offers'
        and data -> 'payload' ->> 'eventId' = ${event.id} order by start_after`;
    expect(wakes.map(({ at }) => new Date(at).getTime())).toContain(startAt.getTime() + 1000);
  });
});

describe("an offer", () => {
  async function offered() {
    const { event, ticketId } = await fullEvent();
    await join(first, event);
    await join(second, event);
    await freeSeat(ticketId);
    return event;
  }
  const later = () => inFuture(12 * hour + 60_000);

  test("that is accepted makes a registration, with source and audit", async () => {
    const event = await offered();
    const ctx = first.ctx();
    const ticket = await acceptOffer(ctx, { eventId: event.id });
    expect(ticket).toMatchObject({ status: "registered", eventId: event.id });
    const [row] = await system.db.select().from(registrations).where(eq(registrations.id, ticket.id));
    expect(row?.source).toBe("waitlist");
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual([
      "registration.create",
      "waitlist.accept",
    ]);
    expect(await seatsOf(event)).toEqual({ registered: 1, offered: 0 });
    expect(await entryOf(first, event)).toMatchObject({ status: "accepted" });
    await expectRefusal(
      system,
      first.ctx(),
      (at) => acceptOffer(at, { eventId: event.id }),
      "already_registered",
    );
    await expectWhole();
  });

  test("is accepted by registering, too", async () => {
    const event = await offered();
    await register(first, event);
    expect(await seatsOf(event)).toEqual({ registered: 1, offered: 0 });
    expect(await entryOf(first, event)).toMatchObject({ status: "accepted" });
    await expectWhole();
  });

  test("is taken at the door, and by the organizer in the person's name", async () => {
    const atTheDoor = await offered();
    await walkIn(organizer.ctx(), { eventId: atTheDoor.id, email: first.email });
    const byOrganizer = await offered();
    await registerPerson(organizer.ctx(), { eventId: byOrganizer.id, email: first.email });
    for (const event of [atTheDoor, byOrganizer]) {
      expect(await seatsOf(event)).toEqual({ registered: 1, offered: 0 });
      expect(await entryOf(first, event)).toMatchObject({ status: "accepted" });
    }
    await expectWhole();
  });

  test("is accepted after registration has closed", async () => {
    const event = await offered();
    await system.db
      .update(events)
      .set({ registrationClosesAt: inFuture(-hour) })
      .where(eq(events.id, event.id));
    expect(await acceptOffer(first.ctx(), { eventId: event.id })).toMatchObject({ status: "registered" });
  });

  test("that is declined goes to the next, in one call", async () => {
    const event = await offered();
    const ctx = first.ctx();
    await leaveWaitlist(ctx, { eventId: event.id });
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual([
      "waitlist.decline",
      "waitlist.offer",
    ]);
    expect(await entryOf(first, event)).toMatchObject({ status: "left" });
    expect(await entryOf(second, event)).toMatchObject({ status: "offered" });
    await expectWhole();
  });

  test("that is let pass goes to the next when the job wakes, once", async () => {
    const event = await offered();
    const ctx = organizer.ctx({ now: later() });
    await expireOffers(ctx, { eventId: event.id });
    await expireOffers(organizer.ctx({ now: later() }), { eventId: event.id });
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual([
      "waitlist.expire",
      "waitlist.offer",
    ]);
    expect(await entryOf(first, event)).toMatchObject({ status: "expired" });
    expect(await entryOf(second, event, later())).toMatchObject({ status: "offered" });
    expect(await seatsOf(event)).toEqual({ registered: 0, offered: 1 });
    await expectWhole();
  });

  test("that stands is not ended by a job that wakes early", async () => {
    const event = await offered();
    expect(await expireOffers(organizer.ctx(), { eventId: event.id })).toBe(false);
    expect(await entryOf(first, event)).toMatchObject({ status: "offered" });
  });

  test("that is overdue cannot be accepted though the job is late, and goes on at once", async () => {
    const event = await offered();
    const now = later();
    expect(await entryOf(first, event, now)).toMatchObject({ status: "expired", offerExpiresAt: null });
    await expect(acceptOffer(first.ctx({ now }), { eventId: event.id })).rejects.toMatchObject({
      code: "offer_expired",
    });
    expect(await entryOf(second, event, now)).toMatchObject({ status: "offered" });
    await expectWhole();
  });

  test("that is overdue, with nobody behind it, is free for who comes new", async () => {
    const { event, ticketId } = await fullEvent();
    await join(first, event);
    await freeSeat(ticketId);
    await registerForEvent(second.ctx({ now: later() }), { eventId: event.id });
    expect(await seatsOf(event)).toEqual({ registered: 1, offered: 0 });
    await expectWhole();
  });

  test("is nobody's who has none", async () => {
    const event = await offered();
    for (const person of [second, holder])
      await expectRefusal(system, person.ctx(), (ctx) => acceptOffer(ctx, { eventId: event.id }), "no_offer");
    await expectRefusal(
      system,
      stranger.ctx(),
      (ctx) => acceptOffer(ctx, { eventId: event.id }),
      "not_found",
    );
  });
});

describe("leaving a waitlist", () => {
  test("moves up who is behind, and joining again is joining at the end", async () => {
    const { event } = await fullEvent();
    await join(first, event);
    await join(second, event);
    const ctx = first.ctx();
    await leaveWaitlist(ctx, { eventId: event.id });
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual(["waitlist.leave"]);
    expect(await entryOf(second, event)).toMatchObject({ position: 1 });
    expect(await join(first, event)).toMatchObject({ position: 2 });
    const rows = await system.db.$count(
      waitlistEntries,
      and(eq(waitlistEntries.eventId, event.id), eq(waitlistEntries.userId, first.userId)),
    );
    expect(rows).toBe(1);
  });

  test("twice, or what one is not in, is nothing", async () => {
    const { event } = await fullEvent();
    const ctx = first.ctx();
    await leaveWaitlist(ctx, { eventId: event.id });
    expect(await system.auditOf(ctx)).toEqual([]);
    await expectRefusal(
      system,
      stranger.ctx(),
      (at) => leaveWaitlist(at, { eventId: event.id }),
      "not_found",
    );
  });
});

describe("the lists", () => {
  test("are one's own queues, and for its managers everybody of an event in order", async () => {
    const { event, ticketId } = await fullEvent();
    await join(first, event);
    await join(second, event);
    await freeSeat(ticketId);
    const own = await listOwnWaitlist(first.ctx(), firstPage);
    expect(own).toMatchObject({ total: 1, items: [{ eventId: event.id, status: "offered" }] });
    const page = await listWaitlist(organizer.ctx(), { ...firstPage, eventId: event.id });
    expect(page.items).toMatchObject([
      { userEmail: first.email, status: "offered", position: null },
      { userEmail: second.email, status: "waiting", position: 1 },
    ]);
    const offered = await listWaitlist(organizer.ctx(), {
      ...firstPage,
      eventId: event.id,
      status: "offered",
    });
    expect(offered.total).toBe(1);
    const list = (ctx: Parameters<typeof listWaitlist>[0]) =>
      listWaitlist(ctx, { ...firstPage, eventId: event.id });
    await expectRefusal(system, first.ctx(), list, "forbidden");
    await expectRefusal(system, stranger.ctx(), list, "not_found");
    expect(await findWaitlistEntry(stranger.ctx(), { eventId: event.id })).toBeNull();
  });
});

describe("an event that is called off", () => {
  test("ends its waitlist and its offers", async () => {
    const { event, ticketId } = await fullEvent();
    await join(first, event);
    await join(second, event);
    await freeSeat(ticketId);
    await cancelEvent(organizer.ctx(), { eventId: event.id });
    for (const person of [first, second])
      expect(await entryOf(person, event)).toMatchObject({ status: "expired" });
    expect(await seatsOf(event)).toEqual({ registered: 0, offered: 0 });
    await expectWhole();
  });
});

describe("who waits is told", () => {
  const told = ["waitlist.close", "waitlist.tell-closed", "event.tell-deletion"] as const;
  const kindsTo = async (person: Person) => (await system.mailsTo(person.email)).kinds;

  test("that the event is called off, with or without an offer; and who has left is not", async () => {
    const { event, ticketId } = await fullEvent();
    const third = await organization.makeUser("member");
    for (const person of [first, second, third]) await join(person, event);
    await leaveWaitlist(third.ctx(), { eventId: event.id });
    await freeSeat(ticketId);
    await cancelEvent(organizer.ctx(), { eventId: event.id, reason: "A storm" });
    await doJobs(system, organization, [...told]);
    expect(await kindsTo(first)).toEqual(["waitlist_offer", "waitlist_closed"]);
    expect(await kindsTo(second)).toEqual(["waitlist_closed"]);
    expect(await kindsTo(third)).toEqual([]);
  });

  test("that the event begins without them, once, when it does", async () => {
    const { event } = await fullEvent();
    await join(first, event);
    await join(second, event);
    await doJobs(system, organization, [...told]);
    expect(await entryOf(first, event)).toMatchObject({ status: "waiting" });

    const later = { now: new Date(event.startAt.getTime() + 2000), times: 2 };
    expect(await doJobs(system, organization, ["waitlist.close"], later)).toBe(1);
    await doJobs(system, organization, [...told]);
    for (const person of [first, second]) {
      expect(await entryOf(person, event)).toMatchObject({ status: "expired", position: null });
      expect(await kindsTo(person)).toEqual(["waitlist_closed"]);
    }
    await expectWhole();
  });

  test("nothing of the old start, where it was moved to later", async () => {
    const { event } = await fullEvent();
    await join(first, event);
    const admin = await organization.makeUser("admin");
    const startAt = new Date(event.startAt.getTime() + day / 24);
    await updateEvent(admin.ctx(), { eventId: event.id, startAt });
    await doJobs(system, organization, ["waitlist.close"], { now: new Date(event.startAt.getTime() + 2000) });
    expect(await entryOf(first, event)).toMatchObject({ status: "waiting" });
    await doJobs(system, organization, ["waitlist.close"], { now: new Date(startAt.getTime() + 2000) });
    expect(await entryOf(first, event)).toMatchObject({ status: "expired" });
  });

  test("that the event is removed, as those are who hold a ticket", async () => {
    const { event } = await fullEvent();
    await join(first, event);
    await deleteEvent(organizer.ctx(), { eventId: event.id });
    await doJobs(system, organization, [...told]);
    expect(await kindsTo(holder)).toEqual(["registration_confirmed", "event_deleted"]);
    expect(await kindsTo(first)).toEqual(["event_deleted"]);
    expect(await kindsTo(second)).toEqual([]);
  });

  test("nothing of an event that is removed after it was over or called off", async () => {
    const { event } = await fullEvent();
    const now = new Date(event.endAt.getTime() + 1000);
    await deleteEvent(organizer.ctx({ now }), { eventId: event.id });
    const { event: off } = await fullEvent();
    await cancelEvent(organizer.ctx(), { eventId: off.id });
    await deleteEvent(organizer.ctx(), { eventId: off.id });
    expect(await doJobs(system, organization, ["event.tell-deletion"])).toBe(0);
  });
});
