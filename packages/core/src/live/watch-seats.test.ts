import type { SeatsUpdate } from "@eventmaster/contract/live";
import { connect } from "@eventmaster/db/client";
import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Context } from "../context.ts";
import { approveEvent } from "../events/decide-event.ts";
import { deleteEvent } from "../events/delete-event.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { countingTransactions } from "../testing/counting-transactions.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { type LiveSystem, messageThat, startLiveSystem } from "../testing/live-things.ts";
import { type EventRow, type Person, register } from "../testing/test-system.ts";
import { createLiveFeed } from "./live-feed.ts";
import { watchSeats } from "./watch-seats.ts";

let live: LiveSystem;
let system: LiveSystem["system"];
let otherServer: LiveSystem["otherServer"];
let feed: LiveSystem["feed"];
let organization: LiveSystem["organization"];
let organizer: Person;
let event: EventRow;
let stopped: AbortController;
beforeEach(async () => {
  live = await startLiveSystem({ capacity: 500 });
  ({ system, otherServer, feed, organization, organizer, event, stopped } = live);
});
afterEach(() => live.close());

const quick = 5;
/** So long that nothing is read twice within a test. */
const never = 3_600_000;

interface Options {
  pauseMs?: number;
  at?: EventRow;
  signal?: AbortSignal;
}

async function watch(ctx: Context, { pauseMs = quick, at = event, signal = stopped.signal }: Options = {}) {
  const messages = await watchSeats(ctx, feed, { eventId: at.id }, signal, pauseMs);
  return {
    messages,
    /** Waits for what `fits`. */
    next: async (fits: (update: SeatsUpdate) => boolean = () => true): Promise<SeatsUpdate> =>
      (await messageThat(messages, ([, update]) => fits(update)))[1],
  };
}

const makeMember = () => organization.makeUser("member");

/** Resolves when this process has heard that the event changed. */
async function heardOf(change: () => Promise<unknown>): Promise<void> {
  const follower = await feed.follow(organizer.ctx().organizationId, stopped.signal, event.id);
  await change();
  expect(await follower.next(10_000)).toEqual(new Set([event.id]));
  follower.stop();
}

describe("watching an event's seats", () => {
  test("everybody hears how many are left: at once, when one is taken, and when one is given back", async () => {
    const guest = await (await system.makeOrganization()).makeUser("member");
    const asGuest = system.contextFor(organizer.ctx().organizationId, { ...guest.actor, role: "guest" });
    const watchers = await Promise.all(
      [organization.anonymous(), asGuest, (await makeMember()).ctx()].map((ctx) => watch(ctx)),
    );
    const all = (left: number) =>
      Promise.all(watchers.map(({ next }) => next(({ seatsLeft }) => seatsLeft === left)));
    expect(await all(500)).toEqual(
      Array.from({ length: 3 }, () => ({
        capacity: 500,
        registeredCount: 0,
        seatsLeft: 500,
        status: "published",
        version: 1,
      })),
    );
    const holder = await makeMember();
    const { id } = await register(holder, event);
    await all(499);
    await cancelRegistration(holder.ctx(), { registrationId: id });
    await all(500);
  });

  test("an edit is another version, and a deletion the end", async () => {
    const watcher = await watch(organization.anonymous());
    await watcher.next();
    await system.db.update(events).set({ title: "Anew", version: 2 }).where(eq(events.id, event.id));
    await watcher.next(({ version }) => version === 2);
    await deleteEvent(organizer.ctx(), { eventId: event.id });
    await expect(watcher.next()).rejects.toMatchObject({ code: "not_found" });
  });

  test("a crowd of viewers costs one reading, and a crowd that registers no more before the pause is over", async () => {
    const counting = countingTransactions(otherServer.db);
    const viewer = organization.anonymous({ db: counting.db });
    const watchers = await Promise.all(Array.from({ length: 40 }, () => watch(viewer, { pauseMs: never })));
    await Promise.all(watchers.map(({ next }) => next()));
    // Each is asked about once whether they may see the event; the seats are read for all of them together.
    expect(counting.begun()).toBe(41);
    const people = await organization.makeUsers(25);
    await heardOf(() => Promise.all(people.map((person) => register(person, event))));
    const late = await watch(viewer, { pauseMs: never });
    expect(await late.next()).toMatchObject({ seatsLeft: 500 });
    expect(counting.begun()).toBe(42);
  });

  test("who is slow is told the newest, and nothing in between", async () => {
    const [slow, other] = [await watch(organization.anonymous()), await watch(organization.anonymous())];
    await slow.next();
    for (const left of [499, 498, 497]) {
      await register(await makeMember(), event);
      await other.next(({ seatsLeft }) => seatsLeft === left);
    }
    expect(await slow.next()).toMatchObject({ seatsLeft: 497 });
  });

  test("what changes nothing of the seats is no message", async () => {
    const watcher = await watch(organization.anonymous());
    await watcher.next();
    await heardOf(() => system.db.update(events).set({ leasedCount: 0 }).where(eq(events.id, event.id)));
    await register(await makeMember(), event);
    expect(await watcher.next()).toMatchObject({ seatsLeft: 499 });
  });

  test("a change while the first reading is under way is told too", async () => {
    const watcher = await watch(organization.anonymous());
    const [told] = await Promise.all([
      watcher.next(({ registeredCount }) => registeredCount === 1),
      register(await makeMember(), event),
    ]);
    expect(told).toMatchObject({ seatsLeft: 499 });
  });
});

describe("who may watch", () => {
  const attempt = (at: EventRow) => (ctx: Context) =>
    watchSeats(ctx, feed, { eventId: at.id }, stopped.signal, quick);

  test("another organization's event, and one that is not public, nobody but those who see it", async () => {
    const pending = await organization.makeEvent(organizer, { status: "pending" });
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), attempt(event), "not_found");
    await expectRefusal(system, organization.anonymous(), attempt(pending), "not_found");
    await expectRefusal(system, (await makeMember()).ctx(), attempt(pending), "not_found");
    const admin = await organization.makeUser("admin");
    const watchers = await Promise.all(
      [organizer, admin].map((person) => watch(person.ctx({ db: otherServer.db }), { at: pending })),
    );
    for (const { next } of watchers) expect(await next()).toMatchObject({ status: "pending" });
    await approveEvent(admin.ctx(), { eventId: pending.id });
    for (const { next } of watchers) await next(({ status }) => status === "published");
  });

  test("an event that is not public is told to nobody who lost their sight of it meanwhile", async () => {
    const pending = await organization.makeEvent(organizer, { status: "pending" });
    const admin = await organization.makeUser("admin");
    const watcher = await watch(admin.ctx(), { at: pending });
    await watcher.next();
    await system.db.update(memberships).set({ role: "member" }).where(eq(memberships.userId, admin.userId));
    await system.db.update(events).set({ capacity: 7 }).where(eq(events.id, pending.id));
    await expect(watcher.next()).rejects.toMatchObject({ code: "session_ended" });
  });

  test("nobody with more tabs than anybody looks at", async () => {
    const person = await makeMember();
    const one = new AbortController();
    const open = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        watch(person.ctx(), { signal: index === 0 ? one.signal : stopped.signal }),
      ),
    );
    for (const { next } of open) await next();
    await expect((await watch(person.ctx())).next()).rejects.toMatchObject({ code: "rate_limited" });
    expect(await (await watch(organization.anonymous())).next()).toMatchObject({ seatsLeft: 500 });
    one.abort();
    expect(await open[0]!.messages.next()).toMatchObject({ done: true });
    expect(await (await watch(person.ctx())).next()).toMatchObject({ seatsLeft: 500 });
  });
});

describe("an end", () => {
  test("the last who goes ends the reading; others go on until then", async () => {
    const counting = countingTransactions(otherServer.db);
    const viewer = organization.anonymous({ db: counting.db });
    const one = new AbortController();
    const [first, second] = [await watch(viewer, { signal: one.signal }), await watch(viewer)];
    await Promise.all([first.next(), second.next()]);
    expect(feed.watcherCount()).toBe(2);
    one.abort();
    expect(await first.messages.next()).toMatchObject({ done: true });
    await register(await makeMember(), event);
    await second.next(({ seatsLeft }) => seatsLeft === 499);
    await second.messages.return();
    await vi.waitFor(() => expect(feed.watcherCount()).toBe(0));
    const before = counting.begun();
    await heardOf(async () => register(await makeMember(), event));
    expect(counting.begun()).toBe(before);
    // Whoever comes again begins with how things are.
    expect(await (await watch(viewer)).next()).toMatchObject({ seatsLeft: 498 });
  });

  test("a server that stops ends it, and a reading that fails too: the browser comes back later", async () => {
    const watcher = await watch(organization.anonymous());
    await watcher.next();
    const ends = watcher.messages.next();
    await feed.close();
    expect(await ends).toMatchObject({ done: true });

    feed = createLiveFeed(otherServer.db, { warn: () => {} });
    live.feed = feed;
    const lost = connect(system.database.url, { max: 1, applicationName: "lost" });
    const failing = await watch(organization.anonymous({ db: lost.db }));
    await failing.next();
    const end = failing.messages.next();
    await lost.close();
    await register(await makeMember(), event);
    expect(await end).toMatchObject({ done: true });
    expect(await (await watch(organization.anonymous())).next()).toMatchObject({ seatsLeft: 499 });
  });
});
