import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  day,
  type EventFields,
  inFuture,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { listEvents } from "./list-events.ts";
import { updateEvent } from "./update-event.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let admin: Person;
const titles = new Map<string, string>();
const idOf = (title: string) => [...titles].find(([, known]) => known === title)?.[0] ?? "";

async function make(title: string, fields: EventFields = {}): Promise<void> {
  const startAt = fields.startAt ?? inFuture(7 * day);
  const event = await organization.makeEvent(organizer, {
    description: "Nothing in particular.",
    ...fields,
    title,
    startAt,
    endAt: new Date(startAt.getTime() + 60_000),
  });
  titles.set(event.id, title);
}

beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  admin = await organization.makeUser("admin");
});
afterAll(() => system.close());

const page = { limit: 20, offset: 0 };

async function found(filter: object): Promise<(string | undefined)[]> {
  const { items } = await listEvents(organization.anonymous(), { ...page, ...filter });
  return items.map(({ id }) => titles.get(id));
}

describe("a search goes by how well an event fits", () => {
  beforeAll(async () => {
    await make("An evening of talks", {
      description: "Docker, docker and docker again: docker for everybody who likes docker.",
      startAt: inFuture(1 * day),
    });
    await make("At the harbour", { location: "Docker Street 5", startAt: inFuture(2 * day) });
    await make("Docker for beginners", { startAt: inFuture(3 * day) });
    await make("Docker last year", { startAt: inFuture(-300 * day) });
  });

  test("title before place, place before description; of equals, the later start first", async () => {
    expect(await found({ q: "docker" })).toEqual([
      "Docker for beginners",
      "Docker last year",
      "At the harbour",
      "An evening of talks",
    ]);
  });

  test("unless another order is asked for", async () => {
    expect((await found({ q: "docker", order: "soonest" }))[0]).toBe("Docker last year");
    expect((await found({ q: "docker", order: "latest" }))[0]).toBe("Docker for beginners");
  });

  test("while somebody types", async () => {
    for (const q of ["d", "doc", "docke"]) expect((await found({ q }))[0], q).toBe("Docker for beginners");
  });

  test("among events that are not over, or that are", async () => {
    expect(await found({ q: "docker", when: "past" })).toEqual(["Docker last year"]);
    expect(await found({ q: "docker", when: "upcoming" })).not.toContain("Docker last year");
    expect(await found({ when: "past" })).toEqual(["Docker last year"]);
  });

  test("and with a slip in the word too", async () => {
    expect((await found({ q: "dokcer beginners" }))[0]).toBe("Docker for beginners");
  });

  test("page by page: nobody twice and nobody left out, though one is edited between the pages", async () => {
    const seen: (string | undefined)[] = [];
    const totals: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const asked = { ...page, limit: 1, q: "docker", cursor };
      const { items, total, nextCursor } = await listEvents(organization.anonymous(), asked);
      seen.push(...items.map(({ id }) => titles.get(id)));
      totals.push(total);
      if (seen.length === 1)
        await updateEvent(admin.ctx(), { eventId: idOf("Docker for beginners"), location: "Room 7" });
      cursor = nextCursor;
    }
    expect(seen).toEqual([
      "Docker for beginners",
      "Docker last year",
      "At the harbour",
      "An evening of talks",
    ]);
    expect(totals).toEqual([4, 4, 4, 4]);
  });

  test("a cursor of one order is no cursor of another", async () => {
    const { nextCursor } = await listEvents(organization.anonymous(), { ...page, limit: 1, q: "docker" });
    await expect(
      listEvents(organization.anonymous(), { ...page, order: "latest", q: "docker", cursor: nextCursor }),
    ).rejects.toMatchObject({ code: "validation" });
  });
});

describe("a search in a language that parts no words", () => {
  beforeAll(async () => {
    await make("2026年度產品會議", { location: "台北國際會議中心" });
    await make("議會參訪", { description: "參觀市議會。" });
    await make("AI會議室體驗 Workshop", { description: "會場在三樓。" });
    await make("春のコンサート", { location: "東京" });
  });

  test.each([
    ["會議", ["2026年度產品會議", "AI會議室體驗 Workshop"]],
    ["會議室", ["AI會議室體驗 Workshop"]],
    ["年度 會議", ["2026年度產品會議"]],
    ["會", ["2026年度產品會議", "AI會議室體驗 Workshop", "議會參訪"]],
    ["議會", ["議會參訪"]],
    ["台北", ["2026年度產品會議"]],
    ["ai 會議", ["AI會議室體驗 Workshop"]],
    ["會議work", ["AI會議室體驗 Workshop"]],
    ["三樓", ["AI會議室體驗 Workshop"]],
    ["コンサート", ["春のコンサート"]],
    ["沒有這個", []],
  ])("%s", async (q, expected) => {
    expect(new Set(await found({ q }))).toEqual(new Set(expected));
  });

  test("title before place", async () => {
    await make("中心", { location: "Elsewhere" });
    expect(await found({ q: "中心" })).toEqual(["中心", "2026年度產品會議"]);
  });
});
