import { registrations } from "@eventmaster/db/schema/registrations";
import { events } from "@eventmaster/db/schema/events";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import { type Context, transaction } from "../context.ts";
import { cancelEvent } from "../events/decide-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { doJobs } from "../testing/do-jobs.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { meetingOf } from "../testing/meeting.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { type EventRow, type Person, register, type TestOrganization } from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { joinWaitlist } from "../waitlist/join-waitlist.ts";
import { findWaitlistEntry } from "../waitlist/list-own-waitlist.ts";
import { cancelMany } from "./cancel-many.ts";
import { cancelRegistration } from "./cancel-registration.ts";
import { registerForEvent } from "./register-for-event.ts";
import { restoreRegistration } from "./restore-registration.ts";

let servers: TwoServers;
let organization: TestOrganization;
let organizer: Person;
let holder: Person;
let event: EventRow;
beforeAll(async () => {
  servers = await startTwoServers();
});
afterAll(() => servers.close());
beforeEach(async () => {
  organization = await servers.system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  await organization.makeUser("admin");
  holder = await organization.makeUser("member");
  event = await organization.makeEvent(organizer, { capacity: 5 });
});

const whole = async () => expect(await findBrokenInvariants(servers.system.db)).toEqual([]);
const cancelling = (id: string) => ({ registrationId: id });

async function rowOf(id: string) {
  const [row] = await servers.system.db.select().from(registrations).where(eq(registrations.id, id));
  return row!;
}

async function seatsTaken(): Promise<number> {
  const [row] = await servers.system.db.select().from(events).where(eq(events.id, event.id));
  return row!.registeredCount;
}

/** What the holder is mailed until then. */
async function mailedUntil(seconds: number): Promise<string[]> {
  const sent: string[] = [];
  await doJobs(servers.system, organization, ["mail.send"], {
    now: new Date(Date.now() + seconds * 1000),
    deliver: ({ to, kind }) => {
      if (to === holder.email) sent.push(kind);
    },
  });
  return sent;
}

describe("taking one's own cancellation back", () => {
  test("gives the same ticket back, once, as if nothing had happened", async () => {
    const ticket = await register(holder, event);
    const before = await rowOf(ticket.id);
    await cancelRegistration(holder.ctx(), cancelling(ticket.id));
    expect(await seatsTaken()).toBe(0);
    const back = await restoreRegistration(holder.ctx(), cancelling(ticket.id));
    expect(back).toMatchObject({ id: ticket.id, status: "registered", qrCode: ticket.qrCode });
    expect(await restoreRegistration(holder.ctx(), cancelling(ticket.id))).toEqual(back);
    expect(await rowOf(ticket.id)).toEqual({
      ...before,
      changedIn: expect.anything() as unknown,
      restoredCount: 1,
    });
    expect(await seatsTaken()).toBe(1);
    expect(await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id })).toMatchObject({
      verdict: "admitted",
    });
    // Once used it is nobody's to take back, and nothing happens to it.
    expect(await restoreRegistration(holder.ctx(), cancelling(ticket.id))).toMatchObject({
      status: "checked_in",
    });
    await whole();
  });

  test("is in the log, and says the event's title of now", async () => {
    const ticket = await register(holder, event);
    const { requestId, ...ctx } = holder.ctx();
    await cancelRegistration({ ...ctx, requestId }, cancelling(ticket.id));
    await servers.system.db.update(events).set({ title: "Anew" }).where(eq(events.id, event.id));
    const undo = holder.ctx();
    expect(await restoreRegistration(undo, cancelling(ticket.id))).toMatchObject({ eventTitle: "Anew" });
    expect(await servers.system.auditOf(undo)).toMatchObject([
      { action: "registration.restore", subjectId: ticket.id, details: { eventId: event.id, generation: 1 } },
    ]);
  });

  test("mails nobody: the mail of the cancellation waits for as long, and of two that were made one is sent", async () => {
    const ticket = await register(holder, event);
    const at = (seconds: number) => holder.ctx({ now: new Date(Date.now() + seconds * 1000) });
    await cancelRegistration(at(0), cancelling(ticket.id));
    await restoreRegistration(at(10), cancelling(ticket.id));
    await cancelRegistration(at(20), cancelling(ticket.id));
    expect(await mailedUntil(20)).toEqual([]);
    expect(await mailedUntil(600)).toEqual(["registration_cancelled"]);
  });

  test("takes no seat that somebody has or is offered, and none when the event is smaller", async () => {
    event = await organization.makeEvent(organizer, { capacity: 1 });
    const ticket = await register(holder, event);
    const waiting = await organization.makeUser("member");
    await joinWaitlist(waiting.ctx(), { eventId: event.id });
    await cancelRegistration(holder.ctx(), cancelling(ticket.id));
    const undo = (ctx: Context) => restoreRegistration(ctx, cancelling(ticket.id));
    await expectRefusal(servers.system, holder.ctx(), undo, "event_full");
    expect(await findWaitlistEntry(waiting.ctx(), { eventId: event.id })).toMatchObject({
      status: "offered",
    });
    expect(await rowOf(ticket.id)).toMatchObject({ status: "cancelled" });

    const other = await organization.makeEvent(organizer, { capacity: 2 });
    const [mine] = [await register(holder, other), await register(waiting, other)];
    await cancelRegistration(holder.ctx(), cancelling(mine.id));
    await updateEvent(organizer.ctx(), { eventId: other.id, capacity: 1 });
    await expectRefusal(
      servers.system,
      holder.ctx(),
      (ctx) => restoreRegistration(ctx, cancelling(mine.id)),
      "event_full",
    );
    await whole();
  });

  test("is over after half a minute, and was never possible where an organizer cancelled", async () => {
    const ticket = await register(holder, event);
    const undo = (ctx: Context) => restoreRegistration(ctx, cancelling(ticket.id));
    await cancelRegistration(holder.ctx(), cancelling(ticket.id));
    const late = holder.ctx({ now: new Date(Date.now() + 31_000) });
    await expectRefusal(servers.system, late, undo, "registration_cancelled");
    await undo(holder.ctx());
    await cancelMany(organizer.ctx(), { eventId: event.id, registrationIds: [ticket.id] });
    await expectRefusal(servers.system, holder.ctx(), undo, "registration_cancelled");
  });

  test("is possible though registration has closed, and not once the event is over or called off", async () => {
    const ticket = await register(holder, event);
    const undo = (ctx: Context) => restoreRegistration(ctx, cancelling(ticket.id));
    await cancelRegistration(holder.ctx(), cancelling(ticket.id));
    await servers.system.db
      .update(events)
      .set({ registrationClosesAt: sql`now()` })
      .where(eq(events.id, event.id));
    await undo(holder.ctx());
    await cancelRegistration(holder.ctx(), cancelling(ticket.id));
    const after = holder.ctx({ now: new Date(event.endAt.getTime() + 1) });
    await expectRefusal(servers.system, after, undo, "event_over");
    await cancelEvent(organizer.ctx(), { eventId: event.id });
    await expectRefusal(servers.system, holder.ctx(), undo, "event_cancelled");
  });

  test("is for the holder only", async () => {
    const ticket = await register(holder, event);
    await cancelRegistration(holder.ctx(), cancelling(ticket.id));
    const undo = (ctx: Context) => restoreRegistration(ctx, cancelling(ticket.id));
    const stranger = await (await servers.system.makeOrganization()).makeUser("admin");
    await expectRefusal(servers.system, organizer.ctx(), undo, "not_found");
    await expectRefusal(servers.system, (await organization.makeUser("admin")).ctx(), undo, "not_found");
    await expectRefusal(servers.system, stranger.ctx(), undo, "not_found");
    await expectRefusal(servers.system, organization.anonymous(), undo, "not_signed_in");
  });
});

describe("a crowd that takes back while others register", () => {
  /** Twelve who have just cancelled, and as many who want their seats. */
  async function makeCrowd() {
    event = await organization.makeEvent(organizer, { capacity: 12 });
    const holders = await organization.makeUsers(12);
    const tickets = await Promise.all(holders.map((person) => register(person, event)));
    for (const [index, person] of holders.entries())
      await cancelRegistration(person.ctx(), cancelling(tickets[index]!.id));
    return { holders, tickets, others: await organization.makeUsers(12) };
  }

  test("fills no seat twice, and nobody is refused while there is one", async () => {
    const { holders, tickets, others } = await makeCrowd();
    const outcomes = await countOutcomes([
      // Each from two tabs.
      ...[0, 1].flatMap((tab) =>
        holders.map((person, index) =>
          restoreRegistration(person.ctx(servers.serverOf(index + tab)), cancelling(tickets[index]!.id)),
        ),
      ),
      ...others.map((person, index) =>
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    ]);
    expect(Object.keys(outcomes).filter((code) => code !== "ok" && code !== "event_full")).toEqual([]);
    expect(await seatsTaken()).toBe(12);
    await whole();
  });

  test("control: seats that are looked at without the event's lock, and no CHECK behind them, are filled twice", async () => {
    const own = await startTwoServers();
    const before = servers;
    servers = own;
    try {
      organization = await own.system.makeOrganization();
      organizer = await organization.makeUser("organizer");
      await organization.makeUser("admin");
      const { holders, tickets, others } = await makeCrowd();
      for (const person of others.slice(0, 11)) await register(person, event);
      await own.system.sql`alter table events drop constraint events_seats`;
      const everybodyHasLooked = meetingOf(holders.length);
      await Promise.all(
        holders.map((person, index) =>
          transaction(person.ctx(), async (ctx) => {
            const [seen] = await ctx.db.select().from(events).where(eq(events.id, event.id));
            await everybodyHasLooked();
            if (seen!.registeredCount >= seen!.capacity) return;
            await ctx.db
              .update(registrations)
              .set({ status: "registered" })
              .where(eq(registrations.id, tickets[index]!.id));
            await ctx.db
              .update(events)
              .set({ registeredCount: sql`${events.registeredCount} + 1` })
              .where(eq(events.id, event.id));
          }),
        ),
      );
      expect(await seatsTaken()).toBe(23);
      expect(await findBrokenInvariants(own.system.db)).not.toEqual([]);
    } finally {
      servers = before;
      await own.close();
    }
  });
});
