import type { EventFields } from "../testing/test-system.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  day,
  inFuture,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { listEvents } from "./list-events.ts";
import { listManagedEvents } from "./list-managed-events.ts";
import { updateEvent } from "./update-event.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let admin: Person;
const ids = new Map<string, string>();

async function make(title: string, fields: EventFields = {}): Promise<void> {
  const event = await organization.makeEvent(organizer, {
    title,
    description: "Nothing in particular.",
    location: "Hall 1",
    ...fields,
    ...(fields.startAt ? { endAt: new Date(fields.startAt.getTime() + 60_000) } : {}),
  });
  ids.set(event.id, title);
}

beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  admin = await organization.makeUser("admin");
  await make("Tech Talk: AWS Serverless", { location: "Zürich, Bahnhofstrasse", startAt: inFuture(2 * day) });
  await make("Team Building Workshop", { tags: ["outdoor", "open source"], startAt: inFuture(3 * day) });
  await make("Annual Conference", {
    description: "Keynotes about serverless and more.",
    startAt: inFuture(4 * day),
    capacity: 2,
    registeredCount: 1,
    offeredCount: 1,
  });
  await make("Jazz night — naïve café", { category: "music", startAt: inFuture(5 * day) });
  await make("Отчётное собрание", { startAt: inFuture(5.5 * day) });
  await make("Secret serverless party", { status: "pending", startAt: inFuture(6 * day) });
  await make("Cancelled serverless run", { status: "cancelled", startAt: inFuture(6.5 * day) });
  const other = await system.makeOrganization();
  await other.makeEvent(await other.makeUser("organizer"), { title: "Serverless elsewhere" });
});
afterAll(() => system.close());

const asked = { limit: 20, offset: 0, order: "latest" } as const;

async function found(filter: object, ctx = organization.anonymous()): Promise<(string | undefined)[]> {
  const page = await listEvents(ctx, { ...asked, ...filter });
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => ids.get(id));
}

describe("searching events", () => {
  test("finds every word in title, place, tags and description, in the list's order", async () => {
    expect(await found({ q: "serverless" })).toEqual(["Annual Conference", "Tech Talk: AWS Serverless"]);
    expect(await found({ q: "serverless", order: "soonest" })).toEqual([
      "Tech Talk: AWS Serverless",
      "Annual Conference",
    ]);
    expect(await found({ q: "talk zürich" })).toEqual(["Tech Talk: AWS Serverless"]);
    expect(await found({ q: "open source" })).toEqual(["Team Building Workshop"]);
  });

  test.each([
    ["serv aw", "Tech Talk: AWS Serverless"],
    ["BAHNHOFSTRASSE", "Tech Talk: AWS Serverless"],
    ["NAÏVE", "Jazz night — naïve café"],
    ["собрание", "Отчётное собрание"],
    ["ОТЧЁТ", "Отчётное собрание"],
  ])("takes the beginning of a word, in any case: %s", async (q, title) => {
    expect(await found({ q })).toEqual([title]);
  });

  test.each([
    ["wrokshop", "Team Building Workshop"],
    ["confernce", "Annual Conference"],
    ["serverles aws", "Tech Talk: AWS Serverless"],
    ["buidling", "Team Building Workshop"],
    ["Zurich", "Tech Talk: AWS Serverless"],
  ])("forgives a slip: %s", async (q, title) => {
    expect(await found({ q })).toContain(title);
  });

  test("does not guess where the words are there, nor at short words", async () => {
    expect(await found({ q: "team" })).toEqual(["Team Building Workshop"]);
    expect(await found({ q: "tak" })).toEqual([]);
    expect(await found({ q: "xylophone" })).toEqual([]);
  });

  test.each([
    "%",
    "%%%%",
    "'",
    "''':*",
    String.raw`\\ \' _`,
    "& | ! <->",
    ":*",
    "()",
    "a:b:c",
    "🎉",
    "' or true --",
  ])("takes %s as text", async (q) => {
    expect(await found({ q })).toEqual(expect.any(Array));
  });

  test("knows an event by its new words as soon as it is edited", async () => {
    await make("Chess", { startAt: inFuture(7 * day) });
    const id = [...ids].find(([, title]) => title === "Chess")![0];
    expect(await found({ q: "xiangqi" })).toEqual([]);
    await updateEvent(admin.ctx(), { eventId: id, title: "Xiangqi" });
    expect(await found({ q: "xiangqi" })).toEqual(["Chess"]);
  });

  test("filters by place, tag, category and free seats, together with words", async () => {
    expect(await found({ place: "zürich" })).toEqual(["Tech Talk: AWS Serverless"]);
    expect(await found({ place: "bahnhofstrase" })).toEqual(["Tech Talk: AWS Serverless"]);
    expect(await found({ place: "%" })).toEqual([]);
    expect(await found({ tag: "open source" })).toEqual(["Team Building Workshop"]);
    expect(await found({ category: "music" })).toEqual(["Jazz night — naïve café"]);
    expect(await found({ q: "serverless", hasSeats: true })).toEqual(["Tech Talk: AWS Serverless"]);
    expect(await found({ q: "serverless", place: "hall" })).toEqual(["Annual Conference"]);
    expect(await found({ q: "serverless", tag: "outdoor" })).toEqual([]);
  });

  test("finds in the list that is asked, and in one's own organization", async () => {
    const managed = await listManagedEvents(organizer.ctx(), { ...asked, q: "serverless" });
    expect(managed.total).toBe(4);
    const elsewhere = await found({ q: "elsewhere" });
    expect(elsewhere).toEqual([]);
  });

  test("is walked by cursor, also where it forgives a slip", async () => {
    for (let number = 0; number < 5; number++)
      await make(`Photography ${number}`, { startAt: inFuture(8 * day) });
    for (const q of ["photography", "photografy"]) {
      const walked: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listEvents>> = await listEvents(organization.anonymous(), {
          ...asked,
          q,
          limit: 2,
          cursor,
        });
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(new Set(walked).size).toBe(5);
      expect(walked).toHaveLength(5);
    }
  });
});

describe("the list of one status", () => {
  test("shows what is public to everybody, and the rest to who may see it", async () => {
    for (const ctx of [organization.anonymous(), organizer.ctx(), admin.ctx()])
      expect(await found({ status: "cancelled" }, ctx)).toEqual(["Cancelled serverless run"]);
    const stranger = await organization.makeUser("organizer");
    const secret = ["Secret serverless party"];
    expect(await found({ status: "pending" }, organization.anonymous())).toEqual([]);
    expect(await found({ status: "pending" }, stranger.ctx())).toEqual([]);
    expect(await found({ status: "pending" }, organizer.ctx())).toEqual(secret);
    expect(await found({ status: "pending" }, admin.ctx())).toEqual(secret);
    expect(await found({ status: "pending", q: "secret" }, organization.anonymous())).toEqual([]);
  });
});
