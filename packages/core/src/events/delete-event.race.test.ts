import { type Database, sqlState } from "@eventmaster/db/client";
import { events } from "@eventmaster/db/schema/events";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCheckInPoint } from "../check-in/check-in-points.ts";
import { checkIn } from "../check-in/check-in.ts";
import { addStaff } from "../check-in/event-staff.ts";
import { walkIn } from "../check-in/walk-in.ts";
import { transaction } from "../context.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { registerPerson } from "../registrations/register-person.ts";
import { setQuestions } from "../registrations/set-questions.ts";
import { isRefusal } from "../domain-error.ts";
import { countingTransactions } from "../testing/counting-transactions.ts";
import { meetingOf } from "../testing/meeting.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { type EventRow, type Person, register, type TestOrganization } from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { untilWaiting } from "../testing/waiting.ts";
import { joinWaitlist } from "../waitlist/join-waitlist.ts";
import { deleteEvent } from "./delete-event.ts";
import { updateEvent } from "./update-event.ts";

let servers: TwoServers;
let organization: TestOrganization;
let organizer: Person;
let admin: Person;
beforeAll(async () => {
  servers = await startTwoServers();
});
afterAll(() => servers.close());
beforeEach(async () => {
  organization = await servers.system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  admin = await organization.makeUser("admin");
});

/** The outcomes of work that found the event, and then that another server had deleted it. */
async function outcomesOfDeleted(event: EventRow, work: (() => Promise<unknown>)[]): Promise<unknown> {
  let outcomes: Promise<unknown> | undefined;
  await servers.otherServer.db.transaction(async (tx) => {
    await tx.delete(events).where(eq(events.id, event.id));
    outcomes = countOutcomes(work.map((start) => start()));
    await untilWaiting(servers.system, work.length);
  });
  return outcomes;
}

describe("of an event that another deletes at the same moment", () => {
  test("whoever adds something to it is told that there is none", async () => {
    const event = await organization.makeEvent(organizer);
    const [newcomer, another, cancelled, helper] = await organization.makeUsers(4);
    const { id } = await register(cancelled!, event);
    await cancelRegistration(cancelled!.ctx(), { registrationId: id });
    const eventId = event.id;
    const work = [
      () => registerForEvent(newcomer!.ctx(), { eventId }),
      () => registerForEvent(cancelled!.ctx(), { eventId }),
      () => registerPerson(organizer.ctx(), { eventId, email: another!.email }),
      () => walkIn(organizer.ctx(), { eventId, email: "newcomer@door.test", displayName: "A newcomer" }),
      () => addStaff(organizer.ctx(), { eventId, email: helper!.email }),
      () => createCheckInPoint(organizer.ctx(), { eventId, name: "Gate B", kind: "gate" }),
      () => setQuestions(organizer.ctx(), { eventId, questions: [] }),
      () => updateEvent(organizer.ctx(), { eventId, location: "Hall 2" }),
      () => checkIn(organizer.ctx(), { eventId, qrCode: "hello" }),
      () => deleteEvent(admin.ctx(), { eventId }),
    ];
    expect(await outcomesOfDeleted(event, work)).toEqual({ not_found: work.length });
  });

  test("whoever joins its waitlist is told so too", async () => {
    const event = await organization.makeEvent(organizer, { capacity: 1 });
    const [holder, waiting] = await organization.makeUsers(2);
    await register(holder!, event);
    const joining = () => joinWaitlist(waiting!.ctx(), { eventId: event.id });
    expect(await outcomesOfDeleted(event, [joining])).toEqual({ not_found: 1 });
    expect(await servers.system.db.$count(waitlistEntries, eq(waitlistEntries.eventId, event.id))).toBe(0);
  });

  test("control: the database itself only says that a foreign key is violated", async () => {
    const event = await organization.makeEvent(organizer);
    const [person] = await organization.makeUsers(1);
    const outcome = await servers.system.db
      .transaction(async (tx) => {
        await servers.otherServer.db.delete(events).where(eq(events.id, event.id));
        await tx.insert(registrations).values({
          id: uuidv7(),
          organizationId: event.organizationId,
          eventId: event.id,
          userId: person!.userId,
          qrCode: uuidv7(),
          eventTitle: event.title,
          eventStartAt: event.startAt,
        });
      })
      .catch(sqlState);
    expect(outcome).toBe("23503");
  });

  test("a crowd that registers and cancels is through before, or is told that there is none", async () => {
    const event = await organization.makeEvent(organizer);
    const people = await organization.makeUsers(40);
    for (const person of people.slice(0, 20)) await register(person, event);
    const counted = countingTransactions(servers.otherServer.db);
    const cancel = async (person: Person, index: number) => {
      const found = await servers.system.db
        .select({ id: registrations.id })
        .from(registrations)
        .where(eq(registrations.userId, person.userId));
      await cancelRegistration(person.ctx(servers.serverOf(index)), {
        registrationId: found[0]?.id ?? uuidv7(),
      });
    };
    const outcomes = await countOutcomes([
      ...people
        .slice(20)
        .map((person, index) => registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id })),
      ...people.slice(0, 20).map(cancel),
      deleteEvent(organizer.ctx({ db: counted.db }), { eventId: event.id }),
    ]);
    expect((outcomes["ok"] ?? 0) + (outcomes["not_found"] ?? 0)).toBe(41);
    // It was not given up for a deadlock.
    expect(counted.begun()).toBe(1);
    expect(await servers.system.db.$count(registrations, eq(registrations.eventId, event.id))).toBe(0);
    expect(await findBrokenInvariants(servers.system.db)).toEqual([]);
  });
});

describe("a new title and a crowd that registers and cancels", () => {
  test("never hold what the other needs", async () => {
    const event = await organization.makeEvent(organizer);
    const people = await organization.makeUsers(40);
    const tickets = await Promise.all(people.slice(0, 20).map((person) => register(person, event)));
    const counted = countingTransactions(servers.system.db);
    const at = { db: counted.db };
    const renaming = async () => {
      for (let number = 1; number <= 10; number++)
        await updateEvent(admin.ctx(at), { eventId: event.id, title: `Name ${number}` });
    };
    const coming = async (person: Person) => {
      const { id } = await registerForEvent(person.ctx(at), { eventId: event.id });
      await cancelRegistration(person.ctx(at), { registrationId: id });
      await registerForEvent(person.ctx(at), { eventId: event.id });
    };
    const outcomes = await countOutcomes([
      renaming(),
      ...people.slice(20).map(coming),
      ...tickets.map(({ id }, index) => cancelRegistration(people[index]!.ctx(at), { registrationId: id })),
    ]);
    expect(outcomes).toEqual({ ok: 41 });
    expect(counted.begun()).toBe(10 + 20 * 3 + 20);
    expect(await findBrokenInvariants(servers.system.db)).toEqual([]);
  });

  test("control: without taking turns, a title that goes to a new registration meets its cancellation in a deadlock", async () => {
    const event = await organization.makeEvent(organizer);
    const [person] = await organization.makeUsers(1);
    const { id } = await register(person!, event);
    const bothHoldOne = meetingOf(2);
    const renaming = transactionOnce(servers.system.db, async (tx) => {
      await tx.update(events).set({ title: "Renamed" }).where(eq(events.id, event.id));
      await bothHoldOne();
      await tx
        .update(registrations)
        .set({ eventTitle: "Renamed" })
        .where(eq(registrations.eventId, event.id));
    });
    const cancelling = transactionOnce(servers.otherServer.db, async (tx) => {
      await tx.update(registrations).set({ status: "cancelled" }).where(eq(registrations.id, id));
      await bothHoldOne();
      await tx.update(events).set({ registeredCount: 0 }).where(eq(events.id, event.id));
    });
    const outcomes = await Promise.all([renaming, cancelling]);
    expect(new Set(outcomes)).toEqual(new Set(["40P01", "ok"]));
    await servers.system.db.delete(events).where(eq(events.id, event.id));
  });
});

/** Without another attempt: `ok`, or PostgreSQL's state. */
function transactionOnce(
  db: Database,
  work: Parameters<Database["transaction"]>[0],
): Promise<string | undefined> {
  return db.transaction(work).then(() => "ok", sqlState);
}

describe("a foreign key that nobody's deletion violates", () => {
  test("is told as not found within the verb's own transaction, and rolls it back", async () => {
    const event = await organization.makeEvent(organizer);
    const outcome = await transaction(organizer.ctx(), async (ctx) => {
      await ctx.db.update(events).set({ location: "Nowhere" }).where(eq(events.id, event.id));
      await ctx.db.insert(waitlistEntries).values({
        id: uuidv7(),
        organizationId: event.organizationId,
        eventId: event.id,
        userId: uuidv7(),
      });
    }).catch((error: unknown) => error);
    expect(isRefusal(outcome, "not_found")).toBe(true);
    const [row] = await servers.system.db.select().from(events).where(eq(events.id, event.id));
    expect(row?.location).toBe("Hall 1");
  });
});
