import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { walkIn } from "../check-in/walk-in.ts";
import { transaction } from "../context.ts";
import { updateEvent } from "../events/update-event.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { meetingOf } from "../testing/meeting.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import {
  type EventRow,
  type Person,
  register,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { untilWaiting } from "../testing/waiting.ts";
import { joinWaitlist } from "../waitlist/join-waitlist.ts";
import { cancelRegistration } from "./cancel-registration.ts";
import { registerForEvent } from "./register-for-event.ts";

/** For all tests that leave the data whole. */
let shared: TwoServers;
let servers: TwoServers;
let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
beforeAll(async () => {
  shared = await startTwoServers();
});
afterAll(() => shared.close());
beforeEach(() => liveOn(shared));
afterEach(async () => {
  if (servers !== shared) await servers.close();
});

/** For a test that takes a guard away. */
async function useOwnDatabase(): Promise<void> {
  await liveOn(await startTwoServers());
}

async function liveOn(these: TwoServers): Promise<void> {
  servers = these;
  system = these.system;
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  await organization.makeUser("admin");
}

/** Counted by hand, and not by what the verbs remember. */
async function expectSeats(event: { id: string }, taken: number): Promise<void> {
  const live = and(eq(registrations.eventId, event.id), ne(registrations.status, "cancelled"));
  const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
  expect(await system.db.$count(registrations, live)).toBe(taken);
  expect(row?.registeredCount).toBe(taken);
  expect(await findBrokenInvariants(system.db)).toEqual([]);
}

/** Reads the count, decides, and writes: how seats must not be taken (CONTRACT §5). Everybody reads before anybody writes. */
function naivelyRegister(
  person: Person,
  event: EventRow,
  everybodyHasRead: () => Promise<void>,
): Promise<void> {
  return transaction(person.ctx(), async (ctx) => {
    const [seen] = await ctx.db.select().from(events).where(eq(events.id, event.id));
    const mine = and(eq(registrations.eventId, event.id), eq(registrations.userId, person.userId));
    const existing = await ctx.db.select().from(registrations).where(mine);
    await everybodyHasRead();
    if (!seen || seen.registeredCount >= seen.capacity || existing.length > 0) return;
    const id = uuidv7();
    await ctx.db.insert(registrations).values({
      id,
      organizationId: event.organizationId,
      eventId: event.id,
      userId: person.userId,
      qrCode: id,
      eventTitle: event.title,
      eventStartAt: event.startAt,
    });
    await ctx.db
      .update(events)
      .set({ registeredCount: seen.registeredCount + 1 })
      .where(eq(events.id, event.id));
  });
}

describe("a crowd at the last seats", () => {
  test("of 400 people at once on two servers, 50 get the 50 seats and 350 are told that it is full", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 50 });
    const people = await organization.makeUsers(400);
    const outcomes = await countOutcomes(
      people.map((person, index) =>
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    );
    expect(outcomes).toEqual({ ok: 50, event_full: 350 });
    await expectSeats(event, 50);
  });

  test("control: with a count that is read and then written, and no CHECK behind it, the same crowd oversells", async () => {
    await useOwnDatabase();
    await system.sql`alter table events drop constraint events_seats`;
    const event = await organization.makeEvent(organizer, { capacity: 5 });
    const everybodyHasRead = meetingOf(20);
    await Promise.all(
      (await organization.makeUsers(20)).map((person) => naivelyRegister(person, event, everybodyHasRead)),
    );
    await expect(expectSeats(event, 5)).rejects.toThrow("expected 20 to be 5");
    expect(await findBrokenInvariants(system.db)).not.toEqual([]);
  });

  test("of people who register again, as many as there are seats get one", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 40 });
    const people = await organization.makeUsers(40);
    for (const person of people) {
      const { id } = await register(person, event);
      await cancelRegistration(person.ctx(), { registrationId: id });
    }
    await system.db.update(events).set({ capacity: 7 }).where(eq(events.id, event.id));
    const outcomes = await countOutcomes(
      people.map((person, index) =>
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    );
    expect(outcomes).toEqual({ ok: 7, event_full: 33 });
    await expectSeats(event, 7);
  });

  test("at the door and at home at once fills the last seat once", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 10 });
    const people = await organization.makeUsers(60);
    const outcomes = await countOutcomes(
      people.map((person, index) =>
        index % 3 === 0
          ? walkIn(organizer.ctx(servers.serverOf(index)), { eventId: event.id, email: person.email })
          : registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    );
    expect(outcomes).toEqual({ ok: 10, event_full: 50 });
    await expectSeats(event, 10);
  });

  test("widened by admins for some, has a seat for each of them and for nobody else", async () => {
    const admin = await organization.makeUser("admin");
    const event = await organization.makeEvent(organizer, { capacity: 5 });
    for (const person of await organization.makeUsers(5)) await register(person, event);
    const speakers = await organization.makeUsers(10);
    const others = await organization.makeUsers(10);
    const outcomes = await countOutcomes([
      ...speakers.map(({ email }, index) =>
        walkIn(admin.ctx(servers.serverOf(index)), { eventId: event.id, email, overrideReason: "A speaker" }),
      ),
      ...others.map((person, index) =>
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    ]);
    expect(outcomes).toEqual({ ok: 10, event_full: 10 });
    await expectSeats(event, 15);
  });
});

describe("two doors that let the same newcomer into a full event", () => {
  async function fullHouse() {
    const admin = await organization.makeUser("admin");
    const event = await organization.makeEvent(organizer, { capacity: 1 });
    await register(await organization.makeUser("member"), event);
    return { admin, event };
  }
  const capacityOf = async ({ id }: EventRow) =>
    (await system.db.select().from(events).where(eq(events.id, id)))[0]?.capacity;

  test("widen it by one seat, and one of them admits", async () => {
    const { admin, event } = await fullHouse();
    const email = "speaker@door.test";
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        walkIn(admin.ctx(servers.serverOf(index)), {
          eventId: event.id,
          email,
          displayName: "A speaker",
          overrideReason: "The speaker",
        }),
      ),
    );
    expect(answers.filter(({ success }) => success)).toHaveLength(1);
    expect(await capacityOf(event)).toBe(2);
    await expectSeats(event, 2);
    const widened = and(
      eq(auditLog.organizationId, organization.organizationId),
      eq(auditLog.action, "event.override_capacity"),
    );
    expect(await system.db.$count(auditLog, widened)).toBe(1);
  });

  test("control: looked for and then widened, it has a seat for each door", async () => {
    await useOwnDatabase();
    const { event } = await fullHouse();
    const person = await organization.makeUser("member");
    const bothHaveLooked = meetingOf(2);
    const naivelyWiden = () =>
      transaction(organizer.ctx(), async (ctx) => {
        const theirs = and(eq(registrations.eventId, event.id), eq(registrations.userId, person.userId));
        const found = await ctx.db.select().from(registrations).where(theirs).for("update");
        await bothHaveLooked();
        const widened = { capacity: sql`${events.capacity} + 1` };
        if (found.length === 0) await ctx.db.update(events).set(widened).where(eq(events.id, event.id));
      });
    await Promise.all([naivelyWiden(), naivelyWiden()]);
    expect(await capacityOf(event)).toBe(3);
  });

  test("widen nothing for somebody whose seat the waitlist holds, however late they are", async () => {
    const { admin, event } = await fullHouse();
    const waiting = await organization.makeUser("member");
    await joinWaitlist(waiting.ctx(), { eventId: event.id });
    await updateEvent(organizer.ctx(), { eventId: event.id, capacity: 2 });
    const answer = await walkIn(admin.ctx(), {
      eventId: event.id,
      email: waiting.email,
      overrideReason: "The speaker",
    });
    expect(answer.verdict).toBe("admitted");
    expect(await capacityOf(event)).toBe(2);
    await expectSeats(event, 2);
  });
});

describe("capacity lowered while people register", () => {
  test("never ends below the registrations", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 40 });
    const people = await organization.makeUsers(60);
    const outcomes = await countOutcomes([
      ...people.slice(0, 30).map((person) => registerForEvent(person.ctx(), { eventId: event.id })),
      ...[35, 30, 25, 20, 15, 10].map((capacity, index) =>
        updateEvent(organizer.ctx(servers.serverOf(index)), { eventId: event.id, capacity }),
      ),
      ...people
        .slice(30)
        .map((person) => registerForEvent(person.ctx({ db: servers.otherServer.db }), { eventId: event.id })),
    ]);
    for (const code of Object.keys(outcomes))
      expect(["ok", "event_full", "capacity_below_registered", "stale_version"]).toContain(code);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("control: a count that is read before it is written, without the CHECK, ends below them", async () => {
    await useOwnDatabase();
    await system.sql`alter table events drop constraint events_seats`;
    const event = await organization.makeEvent(organizer, { capacity: 40 });
    const people = await organization.makeUsers(10);
    const bothHaveActed = meetingOf(2);
    const lowering = transaction(organizer.ctx(), async (ctx) => {
      const [seen] = await ctx.db.select().from(events).where(eq(events.id, event.id));
      await bothHaveActed();
      if (seen!.registeredCount <= 5)
        await ctx.db.update(events).set({ capacity: 5 }).where(eq(events.id, event.id));
    });
    for (const person of people) await register(person, event);
    await Promise.all([lowering, bothHaveActed()]);
    expect(await findBrokenInvariants(system.db)).toMatchObject([
      { invariant: "no event has more registrations than seats" },
    ]);
  });
});

describe("an event that changes while somebody registers", () => {
  /** Holds the event's row, changed and not committed, until the registration has read the old one and waits. */
  async function registerDuring(event: EventRow, change: Partial<EventRow>): Promise<unknown> {
    const person = await organization.makeUser("member");
    let registering: Promise<unknown> | undefined;
    await servers.otherServer.db.transaction(async (tx) => {
      await tx.update(events).set(change).where(eq(events.id, event.id));
      registering = register(person, event).catch((error: unknown) => error);
      await untilWaiting(system);
      // As an edit does: the copies on the registrations that it can see.
      if (change.title)
        await tx
          .update(registrations)
          .set({ eventTitle: change.title })
          .where(eq(registrations.eventId, event.id));
    });
    return registering;
  }

  test("and is renamed gives a ticket with the new name", async () => {
    const event = await organization.makeEvent(organizer);
    expect(await registerDuring(event, { title: "Renamed" })).toMatchObject({ eventTitle: "Renamed" });
    const [row] = await system.db.select().from(registrations).where(eq(registrations.eventId, event.id));
    expect(row).toMatchObject({ eventTitle: "Renamed" });
  });

  test("and is cancelled says that, and not that it is full", async () => {
    const event = await organization.makeEvent(organizer);
    expect(await registerDuring(event, { status: "cancelled" })).toMatchObject({ code: "event_cancelled" });
    await expectSeats(event, 0);
  });

  test("and fills says that it is full", async () => {
    await useOwnDatabase();
    const event = await organization.makeEvent(organizer, { capacity: 1 });
    expect(await registerDuring(event, { registeredCount: 1 })).toMatchObject({ code: "event_full" });
  });

  test("and is renamed again and again leaves every ticket with its last name and start", async () => {
    const admin = await organization.makeUser("admin");
    const event = await organization.makeEvent(organizer);
    const people = await organization.makeUsers(30);
    const renaming = async () => {
      for (let number = 1; number <= 8; number++) {
        const startAt = new Date(event.startAt.getTime() - number * 60_000);
        await updateEvent(admin.ctx({ db: servers.otherServer.db }), {
          eventId: event.id,
          title: `Name ${number}`,
          startAt,
        });
      }
    };
    const coming = async (person: Person, index: number) => {
      const { id } = await register(person, event);
      if (index % 3 === 0) await cancelRegistration(person.ctx(), { registrationId: id });
      if (index % 6 === 0) await register(person, event);
    };
    expect(await countOutcomes([renaming(), ...people.map(coming)])).toEqual({ ok: 31 });
    const [last] = await system.db.select().from(events).where(eq(events.id, event.id));
    const live = await system.db
      .select({ title: registrations.eventTitle, startAt: registrations.eventStartAt })
      .from(registrations)
      .where(and(eq(registrations.eventId, event.id), ne(registrations.status, "cancelled")));
    expect(live).toEqual(live.map(() => ({ title: last!.title, startAt: last!.startAt })));
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });
});

describe("one person from 20 tabs at once", () => {
  test("is registered once", async () => {
    const event = await organization.makeEvent(organizer);
    const person = await organization.makeUser("member");
    const outcomes = await countOutcomes(
      Array.from({ length: 20 }, (_, index) =>
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    );
    expect(outcomes).toEqual({ ok: 1, already_registered: 19 });
    await expectSeats(event, 1);
  });

  test("control: looked up and then written, without the unique index, they are registered 20 times", async () => {
    await useOwnDatabase();
    await system.sql`drop index registrations_event_user_key`;
    const event = await organization.makeEvent(organizer);
    const person = await organization.makeUser("member");
    const everybodyHasRead = meetingOf(20);
    await Promise.all(Array.from({ length: 20 }, () => naivelyRegister(person, event, everybodyHasRead)));
    await expect(expectSeats(event, 1)).rejects.toThrow("expected 20 to be 1");
  });

  test("is registered again once, and cancels once", async () => {
    const event = await organization.makeEvent(organizer);
    const person = await organization.makeUser("member");
    const { id } = await register(person, event);
    const cancelled = await countOutcomes(
      Array.from({ length: 20 }, (_, index) =>
        cancelRegistration(person.ctx(servers.serverOf(index)), { registrationId: id }),
      ),
    );
    expect(cancelled).toEqual({ ok: 20 });
    await expectSeats(event, 0);
    const again = await countOutcomes(
      Array.from({ length: 20 }, (_, index) =>
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    );
    expect(again).toEqual({ ok: 1, already_registered: 19 });
    await expectSeats(event, 1);
  });

  test("control: a cancellation that does not look at the status in its own statement gives 20 seats back", async () => {
    await useOwnDatabase();
    await system.sql`alter table events drop constraint events_seats`;
    const event = await organization.makeEvent(organizer);
    const person = await organization.makeUser("member");
    const { id } = await register(person, event);
    const everybodyHasRead = meetingOf(20);
    const naivelyCancel = () =>
      transaction(person.ctx(), async (ctx) => {
        const [seen] = await ctx.db.select().from(registrations).where(eq(registrations.id, id));
        await everybodyHasRead();
        if (seen?.status !== "registered") return;
        await ctx.db.update(registrations).set({ status: "cancelled" }).where(eq(registrations.id, id));
        const [now] = await ctx.db.select().from(events).where(eq(events.id, event.id)).for("update");
        await ctx.db
          .update(events)
          .set({ registeredCount: now!.registeredCount - 1 })
          .where(eq(events.id, event.id));
      });
    await Promise.all(Array.from({ length: 20 }, naivelyCancel));
    const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
    expect(row?.registeredCount).toBe(-19);
    await expect(expectSeats(event, 0)).rejects.toThrow("expected -19 to be +0");
  });

  test("at the door of 20 devices at once is one person with one registration, admitted once", async () => {
    const event = await organization.makeEvent(organizer);
    const input = { eventId: event.id, email: "Newcomer@door.test", displayName: "A newcomer" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        walkIn(organizer.ctx(servers.serverOf(index)), {
          ...input,
          email: index % 3 === 0 ? input.email : input.email.toLowerCase(),
        }),
      ),
    );
    expect(answers.filter(({ success }) => success)).toHaveLength(1);
    expect(answers.filter(({ verdict }) => verdict === "already_admitted")).toHaveLength(19);
    await expectSeats(event, 1);
    const made = and(
      eq(auditLog.organizationId, organization.organizationId),
      eq(auditLog.action, "registration.create"),
    );
    expect(await system.db.$count(auditLog, made)).toBe(1);
  });
});
