import { connect, type Connection } from "@eventmaster/db/client";
import { events } from "@eventmaster/db/schema/events";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, ne } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { transaction } from "../context.ts";
import { seatColumns } from "../events/lock-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { importPeople } from "../registrations/import-people.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { meetingOf } from "../testing/meeting.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import {
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
import { offerFreeSeats } from "./offer-free-seats.ts";

const hour = 60 * 60 * 1000;

let system: TestSystem;
/** Another server's pool on the same database. */
let otherServer: Connection;
let organization: TestOrganization;
let organizer: Person;
beforeEach(async () => {
  system = await startTestSystem({ max: 20 });
  otherServer = connect(system.database.url, { max: 20 });
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  await organization.makeUser("admin");
});
afterEach(async () => {
  await otherServer.close();
  await system.close();
});

const serverOf = (index: number) => (index % 2 === 0 ? {} : { db: otherServer.db });

interface Scene {
  event: EventRow;
  tickets: { holder: Person; id: string }[];
  /** In the order in which they joined. */
  queue: Person[];
}

/** A full event of so many seats, and so many people who wait for one. */
async function crowded(seats: number, waiting: number): Promise<Scene> {
  const event = await organization.makeEvent(organizer, { capacity: seats });
  const tickets = [];
  for (const holder of await organization.makeUsers(seats))
    tickets.push({ holder, id: (await register(holder, event)).id });
  const queue = waiting > 0 ? await organization.makeUsers(waiting) : [];
  for (const person of queue) await joinWaitlist(person.ctx(), { eventId: event.id });
  return { event, tickets, queue };
}

/** Who has which place, in the order of joining. */
async function statusesOf({ event, queue }: Scene): Promise<string[]> {
  const rows = await system.db.select().from(waitlistEntries).where(eq(waitlistEntries.eventId, event.id));
  return queue.map((person) => rows.find(({ userId }) => userId === person.userId)?.status ?? "none");
}

async function expectSeats({ event }: Scene, registered: number, offered: number): Promise<void> {
  const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
  const live = and(eq(registrations.eventId, event.id), ne(registrations.status, "cancelled"));
  expect({
    registered: row?.registeredCount,
    counted: await system.db.$count(registrations, live),
    offered: row?.offeredCount,
  }).toEqual({ registered, counted: registered, offered });
  expect(await findBrokenInvariants(system.db)).toEqual([]);
}

const repeat = (count: number, status: string) => Array.from({ length: count }, () => status);

describe("30 tickets cancelled at once while 100 people wait", () => {
  test("are 30 offers, to the first 30 in their order", { timeout: 60_000 }, async () => {
    const scene = await crowded(30, 100);
    const outcomes = await countOutcomes(
      scene.tickets.map(({ holder, id }, index) =>
        cancelRegistration(holder.ctx(serverOf(index)), { registrationId: id }),
      ),
    );
    expect(outcomes).toEqual({ ok: 30 });
    expect(await statusesOf(scene)).toEqual([...repeat(30, "offered"), ...repeat(70, "waiting")]);
    await expectSeats(scene, 0, 30);
    const offers =
      await system.sql`select count(*)::int as rows from audit_log where action = 'waitlist.offer'`;
    expect(offers[0]).toEqual({ rows: 30 });
    for (const person of scene.queue.slice(0, 30))
      expect((await system.mailsTo(person.email)).kinds).toEqual(["waitlist_offer"]);
  });

  test("control: offered by a count that was read before the event's row was locked, they are not", async () => {
    const scene = await crowded(5, 20);
    const everybodyHasRead = meetingOf(5);
    await Promise.all(
      scene.tickets.map(({ holder, id }) =>
        transaction(holder.ctx(), async (ctx) => {
          await ctx.db.update(registrations).set({ status: "cancelled" }).where(eq(registrations.id, id));
          const [seen] = await ctx.db.select(seatColumns).from(events).where(eq(events.id, scene.event.id));
          const [next] = await ctx.db
            .select()
            .from(waitlistEntries)
            .where(and(eq(waitlistEntries.eventId, scene.event.id), eq(waitlistEntries.status, "waiting")))
            .orderBy(asc(waitlistEntries.joinedAt))
            .limit(1);
          await everybodyHasRead();
          await ctx.db
            .update(waitlistEntries)
            .set({ status: "offered" })
            .where(eq(waitlistEntries.id, next!.id));
          await ctx.db
            .update(events)
            .set({ registeredCount: seen!.registeredCount - 1, offeredCount: seen!.offeredCount + 1 })
            .where(eq(events.id, scene.event.id));
        }),
      ),
    );
    expect((await statusesOf(scene)).filter((status) => status === "offered")).toHaveLength(1);
    expect((await findBrokenInvariants(system.db)).map(({ invariant }) => invariant)).toContain(
      "registered_count is the number of registrations that are not cancelled",
    );
  });
});

describe("a freed seat and a crowd of newcomers", () => {
  test("is the first one's who waits, whoever asks at the same moment", async () => {
    const scene = await crowded(5, 5);
    const newcomers = await organization.makeUsers(40);
    const outcomes = await countOutcomes([
      ...scene.tickets.map(({ holder, id }, index) =>
        cancelRegistration(holder.ctx(serverOf(index)), { registrationId: id }),
      ),
      ...newcomers.map((person, index) =>
        registerForEvent(person.ctx(serverOf(index)), { eventId: scene.event.id }),
      ),
    ]);
    expect(outcomes).toEqual({ ok: 5, event_full: 40 });
    expect(await statusesOf(scene)).toEqual(repeat(5, "offered"));
    await expectSeats(scene, 0, 5);
  });

  test("control: given back without its waitlist, it is a newcomer's", async () => {
    const scene = await crowded(1, 1);
    const [newcomer] = await organization.makeUsers(1);
    const [ticket] = scene.tickets;
    await transaction(ticket!.holder.ctx(), async (ctx) => {
      await ctx.db.update(registrations).set({ status: "cancelled" }).where(eq(registrations.id, ticket!.id));
      await ctx.db.update(events).set({ registeredCount: 0 }).where(eq(events.id, scene.event.id));
    });
    expect(await findBrokenInvariants(system.db)).toMatchObject([
      { invariant: "no seat is free while somebody waits for one" },
    ]);
    await register(newcomer!, scene.event);
    expect(await statusesOf(scene)).toEqual(["waiting"]);
  });
});

describe("at the same moment", () => {
  test("joining and cancelling leave nobody waiting at a free seat", async () => {
    const scene = await crowded(10, 0);
    const joiners = await organization.makeUsers(20);
    await countOutcomes([
      ...joiners.map((person, index) =>
        joinWaitlist(person.ctx(serverOf(index)), { eventId: scene.event.id }),
      ),
      ...scene.tickets.map(({ holder, id }, index) =>
        cancelRegistration(holder.ctx(serverOf(index)), { registrationId: id }),
      ),
    ]);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("one person joins from 20 tabs once", async () => {
    const scene = await crowded(1, 0);
    const person = await organization.makeUser("member");
    const outcomes = await countOutcomes(
      Array.from({ length: 20 }, (_, index) =>
        joinWaitlist(person.ctx(serverOf(index)), { eventId: scene.event.id }),
      ),
    );
    expect(outcomes).toEqual({ ok: 20 });
    expect(await system.db.$count(waitlistEntries)).toBe(1);
    const joins =
      await system.sql`select count(*)::int as rows from audit_log where action = 'waitlist.join'`;
    expect(joins[0]).toEqual({ rows: 1 });
  });

  test("one person registers, joins and is imported, and ends with a ticket or a place, not both", async () => {
    for (let round = 0; round < 5; round++) {
      const scene = await crowded(1, 0);
      const person = await organization.makeUser("member");
      const eventId = scene.event.id;
      const csv = `email\n${person.email}`;
      await countOutcomes([
        joinWaitlist(person.ctx(), { eventId }),
        registerForEvent(person.ctx({ db: otherServer.db }), { eventId }),
        updateEvent(organizer.ctx(), { eventId, capacity: 2 }),
        importPeople(organizer.ctx({ db: otherServer.db }), {
          eventId,
          csv,
          mode: "valid_rows",
          dryRun: false,
        }),
        joinWaitlist(person.ctx({ db: otherServer.db }), { eventId }),
      ]);
      expect(await findBrokenInvariants(system.db)).toEqual([]);
    }
  });

  test("an offer is accepted, declined and let expire with one outcome", async () => {
    for (let round = 0; round < 5; round++) {
      const scene = await crowded(1, 2);
      const [ticket] = scene.tickets;
      await cancelRegistration(ticket!.holder.ctx(), { registrationId: ticket!.id });
      const [lucky] = scene.queue;
      const eventId = scene.event.id;
      await countOutcomes([
        acceptOffer(lucky!.ctx(), { eventId }),
        acceptOffer(lucky!.ctx({ db: otherServer.db }), { eventId }),
        leaveWaitlist(lucky!.ctx(), { eventId }),
        expireOffers(organizer.ctx({ now: inFuture(13 * hour), db: otherServer.db }), { eventId }),
      ]);
      const [place, next] = await statusesOf(scene);
      const [row] = await system.db.select().from(events).where(eq(events.id, eventId));
      const outcome = { place, next, registered: row?.registeredCount, offered: row?.offeredCount };
      // The clock of the job runs ahead here: it may end the offer that the next person has just been made, too.
      expect([
        { place: "accepted", next: "waiting", registered: 1, offered: 0 },
        { place: "left", next: "offered", registered: 0, offered: 1 },
        { place: "left", next: "expired", registered: 0, offered: 0 },
        { place: "expired", next: "offered", registered: 0, offered: 1 },
      ]).toContainEqual(outcome);
      expect(await findBrokenInvariants(system.db)).toEqual([]);
    }
  });

  test("a capacity raised by ten servers is offered once each", async () => {
    const scene = await crowded(1, 10);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        updateEvent(organizer.ctx(serverOf(index)), { eventId: scene.event.id, capacity: index + 2 }).catch(
          () => null,
        ),
      ),
    );
    const [row] = await system.db.select().from(events).where(eq(events.id, scene.event.id));
    const offered = (row?.capacity ?? 0) - 1;
    expect(await statusesOf(scene)).toEqual([
      ...repeat(offered, "offered"),
      ...repeat(10 - offered, "waiting"),
    ]);
    await expectSeats(scene, 1, offered);
  });

  test("several jobs that wake for one offer pass it on once", async () => {
    const scene = await crowded(1, 5);
    const [ticket] = scene.tickets;
    await cancelRegistration(ticket!.holder.ctx(), { registrationId: ticket!.id });
    const now = inFuture(13 * hour);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        expireOffers(organizer.ctx({ now, ...serverOf(index) }), { eventId: scene.event.id }),
      ),
    );
    expect(await statusesOf(scene)).toEqual(["expired", "offered", "waiting", "waiting", "waiting"]);
    await expectSeats(scene, 0, 1);
  });

  test("control: seats offered without the event's row locked are offered twice", async () => {
    await system.sql`alter table events drop constraint events_seats`;
    const scene = await crowded(1, 4);
    await system.db.update(events).set({ capacity: 2 }).where(eq(events.id, scene.event.id));
    const everybodyHasRead = meetingOf(2);
    await Promise.all(
      [1, 2].map(() =>
        transaction(organizer.ctx(), async (ctx) => {
          const [seen] = await ctx.db.select(seatColumns).from(events).where(eq(events.id, scene.event.id));
          await everybodyHasRead();
          await offerFreeSeats(ctx, seen!);
        }),
      ),
    );
    const [row] = await system.db.select().from(events).where(eq(events.id, scene.event.id));
    expect(row?.offeredCount).toBe(2);
    expect(await findBrokenInvariants(system.db)).toMatchObject([
      { invariant: "no event has more registrations than seats" },
      ...((await statusesOf(scene)).filter((status) => status === "offered").length === 2
        ? []
        : [{ invariant: expect.stringContaining("offered_count is the number of seats that are held") }]),
    ]);
  });
});
