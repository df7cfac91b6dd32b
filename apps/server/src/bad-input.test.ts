import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";

/** What no client of ours sends: a 4xx that names the field, over REST, over tRPC, and over tRPC in a batch. */
let system: Awaited<ReturnType<typeof buildTestApp>>;
let token: string;
let eventId: string;
beforeAll(async () => {
  system = await buildTestApp();
  const account = { email: "org@company.test", password: "correct horse", display_name: "Bob" };
  const signedUp = await inject("POST", "/api/v1/auth/signup", JSON.stringify(account));
  await system.db.$client`update memberships set role = 'admin' where user_id = ${signedUp.body.user.id}`;
  token = signedUp.body.access_token;
  const made = await inject("POST", "/api/v1/events", JSON.stringify(event));
  expect(made.status).toBe(201);
  eventId = made.body.id;
});
afterAll(() => system.close());

const event = {
  title: "Meetup",
  description: "Talks",
  start_at: "2030-01-01T10:00:00Z",
  end_at: "2030-01-01T12:00:00Z",
  location: "Hall",
  capacity: 10,
};
const camelCased = (body: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key.replace(/_(.)/u, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

async function inject(
  method: "GET" | "POST" | "PATCH",
  url: string,
  payload?: string | Buffer,
  headers: Record<string, string> = {},
) {
  const response = await system.app.inject({
    method,
    url,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(payload === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever is answered; the expectations say what it must be
  const body: any = response.payload === "" ? undefined : JSON.parse(response.payload);
  return { status: response.statusCode, body, headers: response.headers };
}

describe("a field of an event", () => {
  const cases: [what: string, field: string, json: string][] = [
    ["a NUL byte", "title", String.raw`"a\u0000b"`],
    ["half of a surrogate pair", "title", String.raw`"a\ud800b"`],
    ["the halves of a pair the wrong way round", "description", String.raw`"\udc00\ud800"`],
    ["white space alone", "title", String.raw`" \t\u00a0\u3000 "`],
    ["zero-width characters alone", "title", String.raw`"\u200b\u200d\ufeff"`],
    ["a line break", "title", String.raw`"a\nb"`],
    ["201 emoji", "title", JSON.stringify("🎉".repeat(201))],
    ["5,001 characters", "description", JSON.stringify("x".repeat(5001))],
    ["null", "title", "null"],
    ["a list", "title", `["a"]`],
    ["an object", "title", `{"a":1}`],
    ["a number beyond all", "capacity", "1e999"],
    ["a number below all", "capacity", "-1e999"],
    ["a fraction", "capacity", "1.5"],
    ["nothing", "capacity", "0"],
    ["more than a million", "capacity", "1000001"],
    ["a number as text", "capacity", `"10"`],
    ["a number as a list", "capacity", "[10]"],
    ["true", "capacity", "true"],
    ["a date without a zone", "start_at", `"2030-01-01T10:00:00"`],
    ["a day alone", "start_at", `"2030-01-01"`],
    ["a day that does not exist", "start_at", `"2030-02-30T10:00:00Z"`],
    ["an hour that does not exist", "start_at", `"2030-01-01T25:00:00Z"`],
    ["a number for a date", "start_at", "1893492000000"],
    ["a date in a year that no database has", "start_at", `"+275760-09-13T00:00:00Z"`],
    ["a year 0", "start_at", `"0000-01-01T00:00:00Z"`],
    ["an end before the start", "end_at", `"2030-01-01T09:00:00Z"`],
    ["an end that is the start", "end_at", `"2030-01-01T10:00:00Z"`],
    ["a zone that does not exist", "time_zone", `"Mars/Olympus"`],
    ["a prototype for a zone", "time_zone", `"__proto__"`],
    ["too many tags", "tags", JSON.stringify(Array.from({ length: 500 }, (_, n) => `tag ${n}`))],
    ["a field that does not exist", "organizer_id", `"0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"`],
    ["a field of every object", "constructor", `{}`],
    ["a method of every object", "has_own_property", `1`],
  ];

  /** As JSON text, so that what JSON can say and JavaScript cannot comes through. */
  const bodyWith = (body: Record<string, unknown>, field: string, json: string) => {
    const rest = JSON.stringify({ ...body, [field]: undefined });
    return `${rest.slice(0, -1)},${JSON.stringify(field)}:${json}}`;
  };

  test.each(cases)("%s is a 422 that names it (%s)", async (_, field, json) => {
    const rest = await inject("POST", "/api/v1/events", bodyWith(event, field, json));
    expect(rest, JSON.stringify(rest.body)).toMatchObject({
      status: 422,
      body: { error: "ValidationError" },
    });
    expect(Object.keys(rest.body.details).map((key) => key.split(".")[0])).toContain(field);

    const camel = Object.keys(camelCased({ [field]: 1 }))[0]!;
    const single = bodyWith(camelCased(event), camel, json);
    for (const [url, payload] of [
      ["/api/trpc/events.create", single],
      ["/api/trpc/events.create,events.create?batch=1", `{"0":${single},"1":${single}}`],
    ] as const) {
      const answer = await inject("POST", url, payload);
      for (const { error } of [answer.body].flat()) {
        expect(error.data).toMatchObject({ code: "validation", httpStatus: 422 });
        expect(error.data.requestId).not.toBe("");
      }
    }
  });

  test("__proto__ is a field that does not exist, and changes no object", async () => {
    const body = bodyWith(event, "__proto__", `{"isAdmin":true,"title":"x"}`);
    const rest = await inject("POST", "/api/v1/events", body);
    expect(rest.status).toBeGreaterThanOrEqual(400);
    expect(rest.status).toBeLessThan(500);
    const trpc = await inject(
      "POST",
      "/api/trpc/events.create",
      bodyWith(camelCased(event), "__proto__", `{"a":1}`),
    );
    expect(trpc.status).toBeGreaterThanOrEqual(400);
    expect(trpc.status).toBeLessThan(500);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test.each([
    ["startAt", "startAt"],
    ["eventId", "eventId"],
    ["$where", "$where"],
  ])("in the case of another API is none (%s)", async (field, named) => {
    const body = JSON.stringify({ ...event, [field]: event.start_at });
    expect(await inject("POST", "/api/v1/events", body)).toMatchObject({
      status: 422,
      body: { details: { [named]: "Is not a field that exists" } },
    });
  });

  test("that the path says is not said again by the body, in any case", async () => {
    const other = await inject("POST", "/api/v1/events", JSON.stringify({ ...event, title: "Other" }));
    for (const body of [
      { event_id: other.body.id },
      { eventId: other.body.id },
      { event_id: eventId, eventId: other.body.id },
    ]) {
      const answer = await inject(
        "PATCH",
        `/api/v1/events/${eventId}`,
        JSON.stringify({ ...body, title: "Renamed" }),
      );
      expect(answer).toMatchObject({ status: 422 });
      expect(Object.keys(answer.body.details)).toEqual(Object.keys(body));
    }
    for (const [id, title] of [
      [eventId, event.title],
      [other.body.id, "Other"],
    ])
      expect((await inject("GET", `/api/v1/events/${id}`)).body.title).toBe(title);
  });

  test.each(["title", "description", "location"])(
    "of bytes that are no UTF-8 is named (%s)",
    async (field) => {
      const text = JSON.stringify({ ...event, [field]: "caf\u00e9" });
      const answer = await inject("POST", "/api/v1/events", Buffer.from(text, "latin1"));
      expect(answer).toMatchObject({ status: 422, body: { error: "ValidationError" } });
      expect(answer.body.details).toEqual({ [field]: "Contains a character that cannot be stored" });
    },
  );

  test.each([
    ["tags", `"x"`, "Must be a list"],
    ["version", `"1"`, "Must be a whole number"],
    ["version", "0", "Must be at least 1"],
    ["title", `"Meet\\u202Eup"`, "Contains an invisible character: type it anew"],
    ["start_at", `"9999-05-01T09:00:00Z"`, "Must be in a year from 2000 to 2100"],
  ])("of another type or kind is told in words for people (%s: %s)", async (field, json, sentence) => {
    const answer = await inject("PATCH", `/api/v1/events/${eventId}`, `{"${field}":${json}}`);
    expect(answer.body.details).toEqual({ [field]: sentence });
  });

  test("given twice counts once, the last time: as every JSON parser has it", async () => {
    const body = `{"title":"First",${JSON.stringify(event).slice(1)}`;
    expect((await inject("POST", "/api/v1/events", body)).body).toMatchObject({ title: "Meetup" });
  });

  test.each([
    ["emoji", "🎉 Fête de l’été 👩‍👩‍👧‍👦"],
    ["right-to-left text", "لقاء المطورين"],
    ["Chinese", "開發者聚會"],
    ["200 emoji", "🎉".repeat(200)],
    ["markup and SQL", `<b>'; drop table events; --</b>`],
  ])("of %s is kept as typed", async (_, title) => {
    const { status, body } = await inject("POST", "/api/v1/events", JSON.stringify({ ...event, title }));
    expect(status).toBe(201);
    expect((await inject("GET", `/api/v1/events/${body.id}`)).body.title).toBe(title);
  });
});

describe("bytes that are no UTF-8", () => {
  const broken = Buffer.concat([Buffer.from('{"title":"caf'), Buffer.from([0xe9]), Buffer.from('"}')]);
  // A character that is cut off at the end of the body.
  const cut = Buffer.concat([Buffer.from('{"title":"caf'), Buffer.from([0xc3])]);

  test.each([
    ["one call", "/api/trpc/events.create", broken],
    ["one call, cut off", "/api/trpc/events.create", cut],
    ["a batch", "/api/trpc/events.create?batch=1", broken],
    ["a file", "/api/trpc/registrations.import", broken],
  ])("are a request that tRPC does not read (%s)", async (_, url, payload) => {
    const { status, body } = await inject("POST", url, payload);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain("bad_request");
  });

  test("and text in every script is read, however it is cut into pieces", async () => {
    const title = "🎉 Fête 開發者 لقاء";
    const { status, body } = await inject(
      "POST",
      "/api/trpc/events.create",
      JSON.stringify({ ...camelCased(event), title }),
    );
    expect(status).toBe(200);
    expect(body.result.data.title).toBe(title);
  });
});

describe("a body", () => {
  const bodies: [what: string, payload: string | Buffer, status: number, headers?: Record<string, string>][] =
    [
      ["of 1 MB and a byte", `{"title":"${"x".repeat(1024 * 1024)}"}`, 413],
      ["that is no JSON", "{title:", 400],
      ["of invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 422],
      ["of nothing", "", 422],
      ["of a list", "[]", 422],
      ["of text", `"hello"`, 422],
      ["of a number", "5", 422],
      ["of null", "null", 422],
      ["of another type", "title=x", 415, { "content-type": "application/x-www-form-urlencoded" }],
      ["of plain text", "hello", 415, { "content-type": "text/plain" }],
      ["of XML", "<a/>", 415, { "content-type": "application/xml" }],
      ["of no known type", "{}", 415, { "content-type": "x" }],
      ["nested a thousand times", `{"title":${"[".repeat(1000)}${"]".repeat(1000)}}`, 400],
      ["nested a hundred thousand times", `{"title":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 400],
      ["nested in a chain of objects", `${`{"a":`.repeat(5000)}1${"}".repeat(5000)}`, 400],
    ];

  test.each(bodies)("%s is refused with the reason", async (_, payload, status, headers) => {
    const rest = await inject("POST", "/api/v1/events", payload, headers);
    expect([rest.status, typeof rest.body?.message], JSON.stringify(rest.body)?.slice(0, 200)).toEqual([
      status,
      "string",
    ]);
    const trpc = await inject("POST", "/api/trpc/events.create", payload, headers);
    expect(trpc.status).toBeGreaterThanOrEqual(400);
    expect(trpc.status).toBeLessThan(500);
    expect(trpc.body.error.data.code).not.toBe("internal");
    expect(trpc.body.error.data.requestId).toBe(trpc.headers["x-request-id"]);
    expect(trpc.body.error.message).not.toBe("");
  });

  test("of a batch with one that is wrong spoils only that one", async () => {
    const { body } = await inject(
      "POST",
      "/api/trpc/events.create,events.create?batch=1",
      `{"0":${JSON.stringify(camelCased(event))},"1":{"title":null}}`,
    );
    expect(body[0].result.data.title).toBe("Meetup");
    expect(body[1].error.data).toMatchObject({ code: "validation", fields: { title: expect.any(String) } });
  });
});

describe("a query", () => {
  const id = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
  const cursorOf = (text: string) => Buffer.from(text).toString("base64url");
  test.each([
    ["limit", "0"],
    ["limit", "101"],
    ["limit", "1e999"],
    ["limit", "-1"],
    ["limit", "abc"],
    ["limit", "1.5"],
    ["limit", "99999999999999999999"],
    ["offset", "-1"],
    ["offset", "99999999999"],
    ["offset", "NaN"],
    ["cursor", "garbage"],
    ["cursor", "💥"],
    ["cursor", "%00"],
    ["cursor", cursorOf(`999999999999999.${id}`)],
    ["cursor", cursorOf(`-99999999999999.${id}`)],
    ["cursor", cursorOf("1.not-an-id")],
    ["cursor", "x".repeat(10_000)],
    ["from", "yesterday"],
    ["from", "2030-01-01T10:00:00"],
    ["status", "nothing"],
    ["nothing", "1"],
  ])("with %s=%s is a 422 that names it, also over tRPC", async (field, value) => {
    const query = value === "%00" ? `${field}=%00` : new URLSearchParams({ [field]: value }).toString();
    const rest = await inject("GET", `/api/v1/events?${query}`);
    expect(rest, JSON.stringify(rest.body)).toMatchObject({ status: 422 });
    expect(Object.keys(rest.body.details)).toContain(field);
    const input = JSON.stringify({ [field]: value === "%00" ? "\0" : value });
    const trpc = await inject("GET", `/api/trpc/events.list?input=${encodeURIComponent(input)}`);
    expect(trpc.body.error.data).toMatchObject({ code: "validation" });
    expect(Object.keys(trpc.body.error.data.fields)).toContain(field);
  });

  test.each([
    ["a NUL byte", "%00"],
    ["invalid UTF-8", "%ff%fe"],
    ["half a surrogate", "%ed%a0%80"],
    ["wildcards", "%25_%25%5C"],
    ["operators of text search", "%26%7C%21%3A*()%3C-%3E"],
    ["a quote", "'"],
    ["right-to-left", "%D9%84%D9%82%D8%A7%D8%A1"],
    ["an emoji", "%F0%9F%8E%89"],
  ])("whose search is %s is answered or refused, and never a failure", async (_, q) => {
    expect((await inject("GET", `/api/v1/events?q=${q}`)).status).toBeLessThan(500);
    expect((await inject("GET", `/api/v1/users?q=${q}`)).status).toBeLessThan(500);
  });

  test.each(["%00", "..%2f..%2fetc", "a".repeat(4000), "💥", "%ff", id.toUpperCase(), "null", "-1"])(
    "for the event %s finds nothing",
    async (path) => {
      const { status } = await inject("GET", `/api/v1/events/${encodeURI(path).replaceAll("%25", "%")}`);
      expect([400, 404]).toContain(status);
    },
  );

  test("whose tRPC input is no JSON, or whose procedure does not exist, is refused with the request's id", async () => {
    for (const url of [
      "/api/trpc/events.list?input=%7B",
      "/api/trpc/events.list?input=%ff",
      "/api/trpc/nothing.here",
      "/api/trpc/__proto__.constructor",
      "/api/trpc/events.list,events.list?batch=1&input=5",
    ]) {
      const { body, status, headers } = await inject("GET", url);
      expect([400, 404], url).toContain(status);
      for (const { error } of [body].flat()) expect(error.data.requestId, url).toBe(headers["x-request-id"]);
    }
  });
});

test("a token that is over is refused with the request's id, over tRPC as well", async () => {
  const { body, headers } = await inject("GET", "/api/trpc/accounts.me", undefined, {
    authorization: "Bearer nonsense",
  });
  expect(body.error.data).toMatchObject({ code: "session_ended", requestId: headers["x-request-id"] });
});

test("an edit with null, or for another type, names the field", async () => {
  for (const body of [`{"title":null}`, `{"capacity":"many"}`, `{"version":"x"}`]) {
    const answer = await inject("PATCH", `/api/v1/events/${eventId}`, body);
    expect(answer, body).toMatchObject({ status: 422 });
    expect(Object.keys(answer.body.details)).toEqual([Object.keys(JSON.parse(body))[0]]);
  }
});

describe("what is no request at all is told so in our form", () => {
  /** Sent to a real port, byte by byte: nothing that injects requests sends such ones. */
  async function raw(request: string) {
    if (!system.app.server.listening) await system.app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = system.app.server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1");
    socket.end(request);
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    return { status: Number(head.split(" ")[1]), body: JSON.parse(body) };
  }

  test.each([
    ["a method that nobody knows", "FOO /api/v1/events HTTP/1.1\r\nhost: x\r\n\r\n", 400],
    [
      "an address of 20,000 characters",
      `GET /api/v1/events?q=${"a".repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      431,
    ],
    ["noise", "\u0000\u0001\r\n\r\n", 400],
  ])("%s", async (_, request, status) => {
    expect(await raw(request)).toEqual({
      status,
      body: { error: "bad_request", message: expect.stringMatching(/\.$/u), details: {} },
    });
  });
});
