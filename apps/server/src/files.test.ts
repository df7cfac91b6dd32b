import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";

let system: Awaited<ReturnType<typeof buildTestApp>>;
let token: string;
let cookie: string;
let registrationId: string;

beforeAll(async () => {
  system = await buildTestApp();
  await system.seed();
  const logIn = await system.app.inject({
    method: "POST",
    url: "/api/v1/auth/login",
    payload: { email: "member@company.com", password: "password123" },
  });
  token = logIn.json().access_token;
  cookie = `em_access=${token}`;
  const mine = await system.app.inject({
    url: "/api/v1/me/registrations",
    headers: { authorization: `Bearer ${token}` },
  });
  registrationId = mine.json().items[0].id;
});
afterAll(() => system.close());

const get = (path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  system.app.inject({ url: `/api/v1${path}`, headers });

test.each([
  ["qr.png", "image/png", "\x89PNG"],
  ["qr.svg?size=200", "image/svg+xml", "<svg"],
  ["ticket.pdf?format=phone", "application/pdf", "%PDF"],
])("%s is a file to keep, that no cache keeps and no browser takes for a page", async (file, type, start) => {
  const answer = await get(`/registrations/${registrationId}/${file}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.toString("latin1").startsWith(start)).toBe(true);
  expect(answer.headers).toMatchObject({
    "content-type": type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringMatching(/^attachment; filename="[^"]+ (?:QR|ticket)\./u),
  });
});

test("a browser fetches it with its cookie, and nobody without a session", async () => {
  const path = `/registrations/${registrationId}/qr.png`;
  expect((await get(path, { cookie })).statusCode).toBe(200);
  const refused = await get(path, {});
  expect(refused.statusCode).toBe(401);
  expect(refused.json().error).toBe("not_signed_in");
});

test.each([
  ["qr.png?size=99", "size", "Must be at least 100"],
  ["qr.png?size=1000000", "size", "Must be at most 2048"],
  ["qr.png?format=svg2", null, null],
  ["ticket.pdf?format=letter", "format", "Must be one of a4, phone"],
])("%s is refused with the field, or the path wins", async (file, field, message) => {
  const answer = await get(`/registrations/${registrationId}/${file}`);
  if (field === null) expect(answer.statusCode).toBe(200);
  else expect(answer.json()).toMatchObject({ error: "ValidationError", details: { [field]: message } });
});

test("files are not reached by tRPC", async () => {
  const answer = await system.app.inject({ url: "/api/trpc/files.ticketQr", headers: { cookie } });
  expect(answer.statusCode).toBe(404);
});
