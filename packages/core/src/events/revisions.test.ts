import { eventRevisions, events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findBrokenInvariants } from "../invariants.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import {
  day,
  type EventRow,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { cancelEvent } from "./decide-event.ts";
import { acceptRevision, refuseRevision, withdrawRevision } from "./decide-revision.ts";
import { deleteEvent } from "./delete-event.ts";
import { getEvent } from "./get-event.ts";
import { listDecisions } from "./list-decisions.ts";
import { listHistory } from "./list-history.ts";
import { listRevisions } from "./list-revisions.ts";
import { updateEvent } from "./update-event.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let otherOrganizer: Person;
let admin: Person;
let member: Person;
let stranger: Person;
let event: EventRow;
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
  event = await organization.makeEvent(organizer);
});

const open = { limit: 20, offset: 0, status: "open" } as const;

async function propose(fields: object): Promise<string> {
  const { revision } = await updateEvent(organizer.ctx(), { eventId: event.id, ...fields });
  if (!revision) throw new Error("There is no proposal");
  return revision.id;
}

const published = () => getEvent(organization.anonymous(), { eventId: event.id });

describe("an organizer's edit of a published event", () => {
  test("is at once in place and seats, and a proposal in title, description and times", async () => {
    const startAt = inFuture(6 * day);
    const ctx = organizer.ctx();
    const edited = await updateEvent(ctx, { eventId: event.id, title: "New", startAt, location: "Hall 2" });
    expect(edited).toMatchObject({
      title: event.title,
      location: "Hall 2",
      startAt: event.startAt.toISOString(),
    });
    expect(edited.revision).toMatchObject({
      eventId: event.id,
      proposedBy: organizer.userId,
      proposedByName: organizer.displayName,
      status: "open",
      isStale: false,
      version: 1,
    });
    expect(edited.revision?.difference).toEqual(
      expect.arrayContaining([
        { field: "title", before: event.title, after: "New" },
        { field: "startAt", before: event.startAt.toISOString(), after: startAt.toISOString() },
      ]),
    );
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual([
      "event.propose",
      "event.update",
    ]);
    expect(await published()).toMatchObject({ title: event.title, location: "Hall 2" });
  });

  test("again changes the open proposal; a field set back leaves it, and nothing left withdraws it", async () => {
    const revisionId = await propose({ title: "New", description: "Other" });
    const again = await updateEvent(organizer.ctx(), { eventId: event.id, title: "Newer" });
    expect(again.revision).toMatchObject({ id: revisionId, version: 2 });
    expect(again.revision?.difference).toHaveLength(2);
    const same = organizer.ctx();
    await updateEvent(same, { eventId: event.id, title: "Newer" });
    expect(await system.auditOf(same)).toEqual([]);
    const less = await updateEvent(organizer.ctx(), { eventId: event.id, title: event.title });
    expect(less.revision?.difference).toEqual([
      { field: "description", before: event.description, after: "Other" },
    ]);
    const nothing = organizer.ctx();
    expect(await updateEvent(nothing, { eventId: event.id, description: event.description })).toMatchObject({
      revision: null,
    });
    expect((await system.auditOf(nothing)).map(({ action }) => action)).toEqual(["event.withdraw_revision"]);
    const [row] = await system.db.select().from(eventRevisions).where(eq(eventRevisions.id, revisionId));
    expect(row?.status).toBe("withdrawn");
  });

  test("is held to the rules between its times, proposed ones together", async () => {
    await propose({ startAt: inFuture(9 * day), endAt: inFuture(10 * day) });
    const refusal = await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => updateEvent(ctx, { eventId: event.id, endAt: inFuture(8 * day) }),
      "validation",
    );
    expect(refusal.fields).toEqual({ endAt: "Must be after the start" });
  });

  test("is a proposal even of an admin's event only when an organizer makes it", async () => {
    const edited = await updateEvent(admin.ctx(), { eventId: event.id, title: "By an admin" });
    expect(edited).toMatchObject({ title: "By an admin", revision: null });
  });
});

describe("accepting a proposal", () => {
  test("publishes it, keeps tickets in step, tells the organizer and who holds a ticket", async () => {
    const ticket = await register(member, event);
    const startAt = inFuture(6 * day);
    const revisionId = await propose({ title: "New", startAt });
    const ctx = admin.ctx();
    const accepted = await acceptRevision(ctx, { revisionId, reason: "Fine" });
    expect(accepted).toMatchObject({ status: "accepted", reason: "Fine", decidedAt: ctx.now.toISOString() });
    expect(await published()).toMatchObject({ title: "New", startAt: startAt.toISOString(), version: 2 });
    const [row] = await system.db.select().from(registrations).where(eq(registrations.id, ticket.id));
    expect(row).toMatchObject({ eventTitle: "New", eventStartAt: startAt });
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "event.accept_revision",
        subjectId: event.id,
        actorId: admin.userId,
        details: { revisionId, reason: "Fine", before: { title: event.title }, after: { title: "New" } },
      },
    ]);
    expect((await system.mailsTo(organizer.email)).kinds).toEqual(["revision_accepted"]);
    const jobs = await system.sql<{ payload: unknown }[]>`
      select data -> 'payload' as payload from pgboss.job where name = 'event.tell-change'
        and data -> 'payload' ->> 'eventId' = ${event.id}`;
    expect(jobs).toMatchObject([{ payload: { before: { startAt: event.startAt.toISOString() } } }]);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("twice, by two admins at once, or against a refusal, has one winner", async () => {
    for (let round = 0; round < 3; round++) {
      event = await organization.makeEvent(organizer);
      const revisionId = await propose({ title: "New" });
      const otherAdmin = await organization.makeUser("admin");
      const outcomes = await countOutcomes([
        acceptRevision(admin.ctx(), { revisionId }),
        acceptRevision(otherAdmin.ctx(), { revisionId }),
        refuseRevision(otherAdmin.ctx(), { revisionId, reason: "No" }),
        withdrawRevision(organizer.ctx(), { revisionId }),
      ]);
      expect(outcomes).toEqual({ ok: 1, revision_not_open: 3 });
      const decisions = await system.db.$count(eventRevisions, eq(eventRevisions.eventId, event.id));
      expect(decisions).toBe(1);
    }
  });

  test("of a version that was edited since is refused", async () => {
    const revisionId = await propose({ title: "New" });
    await propose({ title: "Newer" });
    const refused = (ctx: Parameters<typeof acceptRevision>[0]) =>
      acceptRevision(ctx, { revisionId, version: 1 });
    await expectRefusal(system, admin.ctx(), refused, "stale_version");
    expect(await acceptRevision(admin.ctx(), { revisionId, version: 2 })).toMatchObject({
      status: "accepted",
    });
  });

  test("is refused when the event is another by now, or its time has passed", async () => {
    const revisionId = await propose({ title: "New", startAt: inFuture(2 * day) });
    await updateEvent(admin.ctx(), { eventId: event.id, title: "By an admin" });
    const [shown] = (await listRevisions(admin.ctx(), { ...open, eventId: event.id })).items;
    expect(shown).toMatchObject({ isStale: true });
    const now = inFuture(3 * day);
    const refusal = await expectRefusal(
      system,
      admin.ctx({ now }),
      (ctx) => acceptRevision(ctx, { revisionId }),
      "revision_unfit",
    );
    expect(refusal.fields).toEqual({
      title: "Is not what it was when this was proposed",
      startAt: "Must be in the future",
    });
    expect(await published()).toMatchObject({ title: "By an admin" });
    // Proposing again, of the event as it is now, makes it fit.
    await propose({ title: "New", startAt: event.startAt });
    expect(await acceptRevision(admin.ctx(), { revisionId })).toMatchObject({ status: "accepted" });
  });

  test("is for admins, of the same organization", async () => {
    const revisionId = await propose({ title: "New" });
    const accept = (ctx: Parameters<typeof acceptRevision>[0]) => acceptRevision(ctx, { revisionId });
    for (const person of [organizer, otherOrganizer, member])
      await expectRefusal(system, person.ctx(), accept, "forbidden");
    await expectRefusal(system, organization.anonymous(), accept, "not_signed_in");
    await expectRefusal(system, stranger.ctx(), accept, "not_found");
  });
});

describe("refusing and withdrawing a proposal", () => {
  test("leave the published version, with the reason for the organizer", async () => {
    const refusedId = await propose({ title: "New" });
    const ctx = admin.ctx();
    expect(await refuseRevision(ctx, { revisionId: refusedId, reason: "Too late" })).toMatchObject({
      status: "refused",
      reason: "Too late",
    });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "event.refuse_revision", details: { revisionId: refusedId, reason: "Too late" } },
    ]);
    expect((await system.mailsTo(organizer.email)).kinds).toEqual(["revision_refused"]);
    const withdrawnId = await propose({ title: "Newer" });
    expect(withdrawnId).not.toBe(refusedId);
    expect(await withdrawRevision(organizer.ctx(), { revisionId: withdrawnId })).toMatchObject({
      status: "withdrawn",
    });
    expect(await published()).toMatchObject({ title: event.title, version: 1 });
  });

  test("is not another organizer's, nor another organization's", async () => {
    const revisionId = await propose({ title: "New" });
    const withdraw = (ctx: Parameters<typeof withdrawRevision>[0]) => withdrawRevision(ctx, { revisionId });
    await expectRefusal(system, otherOrganizer.ctx(), withdraw, "forbidden");
    await expectRefusal(system, stranger.ctx(), withdraw, "not_found");
  });

  test("happens by itself when the event is called off", async () => {
    const revisionId = await propose({ title: "New" });
    await cancelEvent(organizer.ctx(), { eventId: event.id });
    await expectRefusal(
      system,
      admin.ctx(),
      (ctx) => acceptRevision(ctx, { revisionId }),
      "revision_not_open",
    );
  });
});

describe("the list of proposals", () => {
  test("is the admins' queue, oldest first, and an organizer's own", async () => {
    const revisionId = await propose({ title: "New" });
    const theirs = await organization.makeEvent(otherOrganizer);
    await updateEvent(otherOrganizer.ctx(), { eventId: theirs.id, title: "Theirs" });
    const queue = await listRevisions(admin.ctx(), open);
    expect(queue.items.map(({ eventId }) => eventId)).toEqual([event.id, theirs.id]);
    const own = await listRevisions(organizer.ctx(), open);
    expect(own.items.map(({ id }) => id)).toEqual([revisionId]);
    expect(await listRevisions(organizer.ctx(), { ...open, status: "refused" })).toMatchObject({ total: 0 });
    expect(await listRevisions(stranger.ctx(), open)).toMatchObject({ total: 0 });
    await expectRefusal(system, member.ctx(), (ctx) => listRevisions(ctx, open), "forbidden");
    await expectRefusal(
      system,
      otherOrganizer.ctx(),
      (ctx) => listRevisions(ctx, { ...open, eventId: event.id }),
      "forbidden",
    );
  });
});

describe("a stale edit", () => {
  test("is told the event as it is now, and both values of each field", async () => {
    await updateEvent(organizer.ctx(), { eventId: event.id, version: 1, location: "Theirs", capacity: 60 });
    const refusal = await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => updateEvent(ctx, { eventId: event.id, version: 1, location: "Mine", capacity: 60 }),
      "stale_version",
    );
    expect(refusal.conflict?.current).toMatchObject({ location: "Theirs", version: 2 });
    expect(refusal.conflict?.differences).toEqual([{ field: "location", yours: "Mine", theirs: "Theirs" }]);
    expect(refusal.fields).toEqual({ location: 'Is "Theirs" now; you sent "Mine"' });
  });
});

describe("an event's history", () => {
  test("tells who decided and changed what, newest first, to those who manage it", async () => {
    const revisionId = await propose({ title: "New" });
    await refuseRevision(admin.ctx(), { revisionId, reason: "No" });
    await updateEvent(organizer.ctx(), { eventId: event.id, location: "Hall 2" });
    await cancelEvent(organizer.ctx(), { eventId: event.id, reason: "Storm" });
    const page = await listHistory(organizer.ctx(), { limit: 20, offset: 0, eventId: event.id });
    expect(page.items.map(({ action }) => action)).toEqual([
      "event.cancel",
      "event.update",
      "event.refuse_revision",
      "event.propose",
    ]);
    expect(page.items[0]).toMatchObject({
      actorName: organizer.displayName,
      reason: "Storm",
      difference: [{ field: "status", before: "published", after: "cancelled" }],
    });
    expect(page.items[1]?.difference).toEqual([{ field: "location", before: "Hall 1", after: "Hall 2" }]);
    expect(page.items[2]).toMatchObject({ actorId: admin.userId, reason: "No" });
    const read = (ctx: Parameters<typeof listHistory>[0]) =>
      listHistory(ctx, { limit: 20, offset: 0, eventId: event.id });
    await expectRefusal(system, otherOrganizer.ctx(), read, "forbidden");
    await expectRefusal(system, stranger.ctx(), read, "not_found");
    const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
    expect(row?.status).toBe("cancelled");
  });
});

describe("the decisions of an organization", () => {
  test("are told to its admins with who, on what and why, newest first, page by page", async () => {
    const first = await propose({ title: "New" });
    await refuseRevision(admin.ctx(), { revisionId: first, reason: "No" });
    await acceptRevision(admin.ctx(), { revisionId: await propose({ title: "Newer" }) });
    await updateEvent(organizer.ctx(), { eventId: event.id, location: "Hall 2" });
    const all = await listDecisions(admin.ctx(), { limit: 20, offset: 0 });
    expect(all.total).toBe(2);
    expect(all.items).toMatchObject([
      { action: "event.accept_revision", eventId: event.id, eventTitle: "Newer", reason: null },
      { action: "event.refuse_revision", actorName: admin.displayName, eventTitle: "Newer", reason: "No" },
    ]);
    const page = await listDecisions(admin.ctx(), { limit: 1, offset: 0 });
    const next = await listDecisions(admin.ctx(), { limit: 1, offset: 0, cursor: page.nextCursor });
    expect([...page.items, ...next.items]).toEqual(all.items);
  });

  test("stay with their ids when the event is gone, and are nobody else's to read", async () => {
    await refuseRevision(admin.ctx(), { revisionId: await propose({ title: "New" }), reason: "No" });
    await deleteEvent(organizer.ctx(), { eventId: event.id });
    const read = (ctx: Parameters<typeof listDecisions>[0]) => listDecisions(ctx, { limit: 20, offset: 0 });
    expect((await read(admin.ctx())).items).toMatchObject([{ eventId: event.id, eventTitle: null }]);
    expect(await read(stranger.ctx())).toMatchObject({ items: [], total: 0 });
    await expectRefusal(system, organizer.ctx(), read, "forbidden");
  });
});
