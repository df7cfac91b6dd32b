import type { Event } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  inFuture,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { getEvent } from "./get-event.ts";
import { listEvents } from "./list-events.ts";
import { listManagedEvents } from "./list-managed-events.ts";
import { listPendingEvents } from "./list-pending-events.ts";

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

const asked = { limit: 20, offset: 0, order: "latest" } as const;
const idsOf = (page: Page<Event>) => page.items.map(({ id }) => id);

describe("one event", () => {
  test.each(["published", "cancelled"] as const)("that is %s is everybody's to see", async (status) => {
    const event = await organization.makeEvent(organizer, { status });
    for (const ctx of [organization.anonymous(), member.ctx(), otherOrganizer.ctx(), admin.ctx()])
      expect(await getEvent(ctx, { eventId: event.id })).toMatchObject({ id: event.id, status });
  });

  test.each(["pending", "rejected"] as const)(
    "that is %s is its organizer's and the admins'",
    async (status) => {
      const event = await organization.makeEvent(organizer, { status });
      const read = (ctx: Context) => getEvent(ctx, { eventId: event.id });
      for (const ctx of [organizer.ctx(), admin.ctx()]) expect(await read(ctx)).toMatchObject({ status });
      for (const ctx of [organization.anonymous(), member.ctx(), otherOrganizer.ctx()])
        await expectRefusal(system, ctx, read, "not_found");
    },
  );

  test("of another organization is not there, whatever its status", async () => {
    for (const status of ["published", "pending"] as const) {
      const event = await organization.makeEvent(organizer, { status });
      await expectRefusal(system, stranger.ctx(), (ctx) => getEvent(ctx, { eventId: event.id }), "not_found");
    }
  });

  test("is shown as it was typed, in UTC, with its own time zone beside it", async () => {
    const title = `שלום 🎉 <b>"Tom & Jerry's"</b>`;
    const made = await organization.makeEvent(organizer, {
      title,
      timeZone: "Asia/Taipei",
      startAt: new Date("2030-03-01T17:00:00+08:00"),
      endAt: new Date("2030-03-01T19:00:00+08:00"),
    });
    expect(await getEvent(organization.anonymous(), { eventId: made.id })).toMatchObject({
      title,
      timeZone: "Asia/Taipei",
      startAt: "2030-03-01T09:00:00.000Z",
      endAt: "2030-03-01T11:00:00.000Z",
      organizerId: organizer.userId,
      organizerName: organizer.displayName,
    });
  });

  test("tells the reason of its rejection to those who manage it only", async () => {
    const event = await organization.makeEvent(organizer, {
      decidedAt: inFuture(0),
      decidedBy: admin.userId,
      decisionReason: "Fine",
    });
    const read = async (ctx: Context) => (await getEvent(ctx, { eventId: event.id })).decision;
    expect(await read(organizer.ctx())).toMatchObject({ reason: "Fine" });
    expect(await read(admin.ctx())).toMatchObject({ reason: "Fine" });
    expect(await read(otherOrganizer.ctx())).toBeNull();
    expect(await read(organization.anonymous())).toBeNull();
  });
});

describe("the public list", () => {
  test("is of published events of the organization, and the same for everybody", async () => {
    const published = await organization.makeEvent(organizer, {
      decidedAt: inFuture(0),
      decisionReason: "Fine",
    });
    for (const status of ["pending", "rejected", "cancelled"] as const)
      await organization.makeEvent(organizer, { status });
    const page = await listEvents(organization.anonymous(), asked);
    expect(idsOf(page)).toEqual([published.id]);
    for (const person of [organizer, admin, member])
      expect(await listEvents(person.ctx(), asked)).toEqual(page);
    expect(await listEvents(stranger.ctx(), asked)).toMatchObject({ items: [], total: 0 });
  });

  test("begins with the latest start, or with the soonest", async () => {
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map((days) =>
        organization.makeEvent(organizer, {
          startAt: inFuture(days * day),
          endAt: inFuture((days + 1) * day),
        }),
      ),
    );
    const ctx = organization.anonymous();
    expect(idsOf(await listEvents(ctx, asked))).toEqual([third!.id, second!.id, first!.id]);
    expect(idsOf(await listEvents(ctx, { ...asked, order: "soonest" }))).toEqual([
      first!.id,
      second!.id,
      third!.id,
    ]);
  });

  test("is filtered by words, category, tag and time", async () => {
    const ai = await organization.makeEvent(organizer, {
      title: "AI 100% explained",
      location: "Köln",
      category: "talk",
      tags: ["ai", "beginners"],
      startAt: inFuture(10 * day),
      endAt: inFuture(11 * day),
    });
    const run = await organization.makeEvent(organizer, {
      title: "Morning run",
      category: "sport",
      startAt: inFuture(20 * day),
      endAt: inFuture(21 * day),
    });
    const found = async (filter: object) =>
      idsOf(await listEvents(organization.anonymous(), { ...asked, ...filter }));
    expect(await found({ q: "ai 100%" })).toEqual([ai.id]);
    expect(await found({ q: "KÖLN" })).toEqual([ai.id]);
    expect(await found({ q: "%%" })).toEqual([]);
    expect(await found({ q: String.raw`'\_` })).toEqual([]);
    expect(await found({ category: "sport" })).toEqual([run.id]);
    expect(await found({ tag: "beginners" })).toEqual([ai.id]);
    expect(await found({ tag: "{}\",'" })).toEqual([]);
    expect(await found({ from: inFuture(15 * day) })).toEqual([run.id]);
    expect(await found({ to: inFuture(15 * day) })).toEqual([ai.id]);
    expect(await found({ from: inFuture(10.5 * day), to: inFuture(15 * day) })).toEqual([ai.id]);
    expect(
      await found({ from: new Date("0001-01-01T00:00:00Z"), to: new Date("9999-12-31T23:59:59Z") }),
    ).toHaveLength(2);
  });

  test.each(["latest", "soonest"] as const)(
    "is walked by cursor, %s first, without a gap or a repeat, also when starts are equal and events are added",
    async (order) => {
      const made: string[] = [];
      for (let number = 0; number < 11; number++) {
        const days = Math.floor(number / 4) + 1;
        const event = await organization.makeEvent(organizer, {
          startAt: inFuture(days * day),
          endAt: inFuture((days + 1) * day),
        });
        made.push(event.id);
      }
      const walked: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Event> = await listEvents(organization.anonymous(), {
          ...asked,
          order,
          limit: 3,
          cursor,
        });
        walked.push(...idsOf(page));
        cursor = page.nextCursor;
        if (walked.length === 3)
          await organization.makeEvent(organizer, {
            startAt: inFuture(order === "latest" ? 90 * day : 60_000),
            endAt: inFuture(91 * day),
          });
      } while (cursor !== null);
      expect(walked).toHaveLength(11);
      expect(new Set(walked)).toEqual(new Set(made));
    },
  );

  test("is walked by offset too, and says how many there are", async () => {
    for (let number = 0; number < 5; number++) await organization.makeEvent(organizer);
    const ctx = organization.anonymous();
    const pages = await Promise.all(
      [0, 2, 4, 6].map((offset) => listEvents(ctx, { ...asked, limit: 2, offset })),
    );
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1, 0]);
    expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5]);
    expect(pages.map(({ nextCursor }) => nextCursor !== null)).toEqual([true, true, false, false]);
    expect(new Set(pages.flatMap(idsOf)).size).toBe(5);
  });
});

describe("the list of managed events", () => {
  test("is an organizer's own in every status, and all for an admin", async () => {
    const mine = [];
    for (const status of ["pending", "published", "rejected", "cancelled"] as const)
      mine.push((await organization.makeEvent(organizer, { status })).id);
    const theirs = await organization.makeEvent(otherOrganizer);
    expect(new Set(idsOf(await listManagedEvents(organizer.ctx(), asked)))).toEqual(new Set(mine));
    expect(idsOf(await listManagedEvents(otherOrganizer.ctx(), asked))).toEqual([theirs.id]);
    expect(new Set(idsOf(await listManagedEvents(admin.ctx(), asked)))).toEqual(
      new Set([...mine, theirs.id]),
    );
    expect(await listManagedEvents(stranger.ctx(), asked)).toMatchObject({ total: 0 });
    expect(await listManagedEvents(organizer.ctx(), { ...asked, status: "rejected" })).toMatchObject({
      total: 1,
    });
  });

  test("is not for members, nor for anybody who is not signed in", async () => {
    await expectRefusal(system, member.ctx(), (ctx) => listManagedEvents(ctx, asked), "forbidden");
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => listManagedEvents(ctx, asked),
      "not_signed_in",
    );
  });
});

describe("the list of pending events", () => {
  test("is the admins'", async () => {
    const pending = await organization.makeEvent(organizer, { status: "pending" });
    await organization.makeEvent(organizer);
    expect(idsOf(await listPendingEvents(admin.ctx(), asked))).toEqual([pending.id]);
    expect(await listPendingEvents(stranger.ctx(), asked)).toMatchObject({ total: 0 });
    for (const person of [member, organizer])
      await expectRefusal(system, person.ctx(), (ctx) => listPendingEvents(ctx, asked), "forbidden");
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => listPendingEvents(ctx, asked),
      "not_signed_in",
    );
  });
});
