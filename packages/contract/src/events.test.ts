import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { createEventInput, listEventsInput, rejectEventInput, updateEventInput } from "./events.ts";

const valid = {
  title: "Meetup",
  description: "Talks and drinks.",
  startAt: "2026-03-01T09:00:00Z",
  endAt: "2026-03-01T11:00:00Z",
  location: "Hall 1",
  capacity: 50,
};

/** Each field that is refused, with its first sentence. */
function problemsOf(schema: z.ZodType, value: unknown): Record<string, string> {
  const result = schema.safeParse(value);
  const problems: Record<string, string> = {};
  for (const issue of result.error?.issues ?? []) {
    const fields = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
    for (const field of fields) problems[field] ??= issue.message;
  }
  return problems;
}

describe("a new event", () => {
  test("needs six fields, and the rest has defaults", () => {
    expect(createEventInput.parse(valid)).toEqual({
      ...valid,
      startAt: new Date(valid.startAt),
      endAt: new Date(valid.endAt),
      timeZone: "UTC",
      category: "other",
      tags: [],
      offerHours: 12,
    });
  });

  test("is told every missing field at once", () => {
    const required = Object.keys(valid).map((field) => [field, "Is required"]);
    expect(problemsOf(createEventInput, {})).toEqual(Object.fromEntries(required));
  });

  test.each(Object.keys(valid))("needs a value in %s, and null is none", (field) => {
    expect(Object.keys(problemsOf(createEventInput, { ...valid, [field]: null }))).toEqual([field]);
  });

  test("knows no other field", () => {
    const input = { ...valid, status: "published", organizerId: "me", registeredCount: 0 };
    expect(Object.keys(problemsOf(createEventInput, input))).toEqual([
      "status",
      "organizerId",
      "registeredCount",
    ]);
  });

  test.each([
    ["", "Must not be empty"],
    [" \t ", "Must not be empty"],
    ["x".repeat(201), "Must be at most 200 characters"],
    ["two\nlines", "Must be a single line"],
    ["a\u0000b", "Contains a character that cannot be stored"],
  ])("refuses the title %j", (title, message) => {
    expect(problemsOf(createEventInput, { ...valid, title })).toEqual({ title: message });
  });

  test("takes 200 emoji as a title and 5,000 as a description", () => {
    const input = { ...valid, title: "🎉".repeat(200), description: "🎉".repeat(5000) };
    expect(problemsOf(createEventInput, input)).toEqual({});
    expect(problemsOf(createEventInput, { ...input, description: "🎉".repeat(5001) })).toEqual({
      description: "Must be at most 5000 characters",
    });
  });

  test.each([
    [0, "Must be greater than 0"],
    [-1, "Must be greater than 0"],
    [1_000_001, "Must be at most 1,000,000"],
    [1.5, "Must be a whole number"],
    ["50", "Must be a whole number"],
    [Number.NaN, "Must be a whole number"],
    [Number.POSITIVE_INFINITY, "Must be a whole number"],
    [2 ** 53 - 1, "Must be at most 1,000,000"],
  ])("refuses %s seats", (capacity, message) => {
    expect(problemsOf(createEventInput, { ...valid, capacity })["capacity"]).toBe(message);
  });

  test.each([1, 10_000, 1_000_000])("takes %d seats", (capacity) => {
    expect(problemsOf(createEventInput, { ...valid, capacity })).toEqual({});
  });

  test.each(["2026-03-01T09:00:00Z", "2026-03-01T08:59:59Z", "2026-03-01T16:59:00+08:00"])(
    "cannot end at %s, which is not after its start",
    (endAt) => {
      expect(problemsOf(createEventInput, { ...valid, endAt })).toEqual({ endAt: "Must be after the start" });
    },
  );

  test("may be said in the organizer's own offset", () => {
    const input = createEventInput.parse({
      ...valid,
      startAt: "2026-03-01T17:00:00+08:00",
      endAt: "2026-03-01T19:00:00+08:00",
    });
    expect(input.startAt.toISOString()).toBe("2026-03-01T09:00:00.000Z");
  });

  test("refuses a date without a zone, and names the field", () => {
    expect(Object.keys(problemsOf(createEventInput, { ...valid, startAt: "2026-03-01T09:00:00" }))).toEqual([
      "startAt",
    ]);
  });

  test.each([
    [{ registrationOpensAt: valid.endAt }, { registrationOpensAt: "Must be before the end of the event" }],
    [
      { registrationClosesAt: "2026-03-01T11:00:01Z" },
      { registrationClosesAt: "Must not be after the end of the event" },
    ],
    [
      { registrationOpensAt: "2026-02-02T00:00:00Z", registrationClosesAt: "2026-02-01T00:00:00Z" },
      { registrationClosesAt: "Must be after registration opens" },
    ],
    [{ registrationOpensAt: null, registrationClosesAt: null }, {}],
    [{ registrationOpensAt: "2026-02-01T00:00:00Z", registrationClosesAt: valid.endAt }, {}],
  ])("has a registration window that makes sense: %j", (window, problems) => {
    expect(problemsOf(createEventInput, { ...valid, ...window })).toEqual(problems);
  });

  test("has at most ten tags, in lower case and each once", () => {
    expect(createEventInput.parse({ ...valid, tags: ["AI", " ai ", "Köln"] }).tags).toEqual(["ai", "köln"]);
    const tags = Array.from({ length: 11 }, (_, number) => `tag ${number}`);
    expect(problemsOf(createEventInput, { ...valid, tags })).toEqual({ tags: "Must be at most 10 tags" });
    expect(problemsOf(createEventInput, { ...valid, tags: ["fine", " "] })).toEqual({
      "tags.1": "Must not be empty",
    });
  });

  test("has a category and a time zone that exist", () => {
    expect(problemsOf(createEventInput, { ...valid, category: "magic", timeZone: "Mars/Olympus" })).toEqual({
      category: "Must be one of the categories",
      timeZone: "Must be an IANA time zone, such as Europe/Berlin",
    });
  });
});

describe("an edit", () => {
  const eventId = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

  test("says only what changes: nothing gets a default", () => {
    expect(updateEventInput.parse({ eventId, capacity: 60 })).toEqual({ eventId, capacity: 60 });
  });

  test.each(Object.keys(valid))("cannot take away %s", (field) => {
    expect(Object.keys(problemsOf(updateEventInput, { eventId, [field]: null }))).toEqual([field]);
  });

  test("can take away the registration window", () => {
    const input = { eventId, registrationOpensAt: null, registrationClosesAt: null };
    expect(updateEventInput.parse(input)).toEqual(input);
  });

  test("has the same limits as a new event", () => {
    const input = {
      eventId,
      title: " ",
      capacity: 0,
      startAt: valid.endAt,
      endAt: valid.startAt,
      status: "published",
    };
    expect(Object.keys(problemsOf(updateEventInput, input)).toSorted()).toEqual([
      "capacity",
      "endAt",
      "status",
      "title",
    ]);
    const times = { eventId, startAt: valid.endAt, endAt: valid.startAt };
    expect(problemsOf(updateEventInput, times)).toEqual({ endAt: "Must be after the start" });
  });

  test.each([0, -1, 1.5, "1"])("does not know the version %j", (version) => {
    expect(Object.keys(problemsOf(updateEventInput, { eventId, version }))).toEqual(["version"]);
  });
});

test("a rejection needs a reason", () => {
  const eventId = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
  expect(problemsOf(rejectEventInput, { eventId })).toEqual({ reason: "Is required" });
  expect(problemsOf(rejectEventInput, { eventId, reason: "  " })).toEqual({ reason: "Must not be empty" });
});

describe("a list", () => {
  test("is asked for page by page, also with the numbers of a query string", () => {
    expect(listEventsInput.parse({})).toEqual({ limit: 20, offset: 0 });
    expect(listEventsInput.parse({ limit: "100", offset: "40" })).toMatchObject({ limit: 100, offset: 40 });
  });

  test.each([
    [{ limit: 0 }, { limit: "Must be at least 1" }],
    [{ limit: 101 }, { limit: "Must be at most 100" }],
    [{ limit: "many" }, { limit: "Must be a number" }],
    [{ limit: 1.5 }, { limit: "Must be a whole number" }],
    [{ offset: -1 }, { offset: "Must be at least 0" }],
    [{ q: "a\u0000" }, { q: "Contains a character that cannot be stored" }],
    [{ cursor: "x".repeat(1001) }, { cursor: "Must be at most 1000 characters" }],
  ])("refuses %j", (input, problems) => {
    expect(problemsOf(listEventsInput, input)).toEqual(problems);
  });
});
