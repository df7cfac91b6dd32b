import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";
import { documentedOperations, type DocumentedOperation } from "./testing/rest-system.ts";

/** CONTRACT: whatever is sent to the REST API, the answer is never a 5xx. */
const requests = 5000;

let system: Awaited<ReturnType<typeof buildTestApp>>;
let tokens: (string | undefined)[];
/** Ids that exist, so that some requests get past "not found". */
let ids: string[];

beforeAll(async () => {
  system = await buildTestApp();
  await system.seed();
  tokens = [undefined, "not.a.token"];
  for (const email of ["member@company.com", "org@company.com", "admin@company.com"]) {
    const response = await system.app.inject({
      method: "POST",
      url: "/api/v1/auth/login",
      payload: { email, password: "password123" },
    });
    tokens.push(response.json().access_token);
  }
  const [events, users] = await Promise.all([
    system.app.inject({ url: "/api/v1/events", query: { limit: "20" } }),
    system.app.inject({ url: "/api/v1/users", headers: { authorization: `Bearer ${tokens.at(-1)}` } }),
  ]);
  ids = [...events.json().items, ...users.json().items].map((item: { id: string }) => item.id);
});
afterAll(() => system.close());

const nastyText = fc.constantFrom(
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "مرحبا",
  "👩‍👩‍👧‍👦".repeat(50),
  "' OR 1=1 --",
  "<script>alert(1)</script>",
  "%00",
  "../../etc/passwd",
  "a".repeat(10_001),
  "2026-02-30T10:00:00Z",
  "2026-01-01T10:00:00",
  "+275760-09-13T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "NaN",
  "1e400",
  "-1",
  "member@company.com",
);

const nasty: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    2 ** 31,
    [],
    {},
    [[]],
    [null],
  ),
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(fc.constantFrom("__proto__", "constructor", "id", "a b"), fc.constant("x"), { maxKeys: 2 }),
);

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  anyOf?: Schema[];
  format?: string;
}

/** Mostly what the schema asks for, so that requests reach the rules behind it; now and then anything at all. */
function valueFor(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: fitting(schema) }, { weight: 1, arbitrary: nasty });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valueFor));
  switch (schema.type) {
    case "object":
      return objectFor(schema);
    case "array":
      return fc.array(valueFor(schema.items ?? {}), { maxLength: 12 });
    case "integer":
    case "number":
      return fc.integer({ min: -5, max: 2000 });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      if (schema.format === "date-time")
        return fc
          .date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
          .map((date) => date.toISOString());
      return fc.oneof(fc.constantFrom(...ids), fc.string({ unit: "grapheme", maxLength: 40 }), nastyText);
    default:
      return nasty;
  }
}

function objectFor(schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, valueFor(property)]),
  );
  return fc.record(properties, { requiredKeys: [] });
}

function pathFor(operation: DocumentedOperation): fc.Arbitrary<string> {
  const parameter = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.oneof(nastyText, fc.uuid(), fc.string({ unit: "grapheme", maxLength: 20 })) },
  );
  const names = [...operation.path.matchAll(/\{(\w+)\}/gu)].map((match) => match[0]);
  return fc
    .tuple(...names.map(() => parameter))
    .map((values) =>
      names.reduce(
        (path, name, index) =>
          path.replace(name, encodeURIComponent((values[index] ?? "").toWellFormed()) || "-"),
        operation.path,
      ),
    );
}

function asQuery(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed();
}

function requestFor(operation: DocumentedOperation) {
  const query = Object.fromEntries(
    (operation.parameters ?? [])
      .filter((parameter) => parameter.in === "query")
      .map((parameter) => [parameter.name, valueFor(parameter.schema).map(asQuery)]),
  );
  const schema = operation.requestBody?.content["application/json"].schema;
  return fc.record({
    operation: fc.constant(operation),
    path: pathFor(operation),
    token: fc.constantFrom(...tokens),
    query: fc.record(query, { requiredKeys: [] }),
    body: schema
      ? fc.oneof({ weight: 9, arbitrary: objectFor(schema) }, { weight: 1, arbitrary: nasty })
      : fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: nasty }),
  });
}

test(`no 5xx in ${requests} requests over every operation of the document`, async () => {
  const perOperation = Math.ceil(requests / documentedOperations.length);
  const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000_000);
  const statuses = new Map<number, number>();
  let sent = 0;
  // Deletions last: before, they would leave the other requests nothing to find.
  const inOrder = documentedOperations.toSorted(
    (a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"),
  );
  for (const operation of inOrder) {
    // A session that is ended here would be missing in all requests that follow.
    const mayEndSession = operation.method !== "GET" && /^\/(?:auth|me)\//u.test(`${operation.path}/`);
    for (const request of fc.sample(requestFor(operation), { numRuns: perOperation, seed })) {
      const response = await system.app.inject({
        method: operation.method,
        url: `/api/v1${request.path}`,
        query: request.query as Record<string, string>,
        headers: {
          ...(request.token && !mayEndSession ? { authorization: `Bearer ${request.token}` } : {}),
          ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(request.body === undefined || operation.method === "GET"
          ? {}
          : { payload: JSON.stringify(request.body) }),
      } satisfies InjectOptions);
      sent++;
      statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1);
      expect(
        response.statusCode,
        `seed ${seed}: ${operation.method} ${request.path} ${JSON.stringify(request)} → ${response.payload}`,
      ).toBeLessThan(500);
    }
  }
  expect(sent).toBeGreaterThanOrEqual(requests);
  // The requests are no mere noise: successes and refusals of many kinds are among them.
  for (const status of [200, 401, 403, 404, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
}, 120_000);
