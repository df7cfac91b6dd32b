import { makeWallets } from "@eventmaster/core/testing/made-up-wallets";
import { createTestDatabase, type TestDatabase } from "@eventmaster/db/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";

const { wallets } = makeWallets();
const type = wallets.apple.passTypeIdentifier;
const root = "/api/wallet/apple/v1";
let database: TestDatabase;
let system: Awaited<ReturnType<typeof buildTestApp>>;
let registrationId: string;
let member: string;

beforeAll(async () => {
  database = await createTestDatabase({ max: 10 });
  system = await buildTestApp({ wallets, database });
  await system.seed();
  const logIn = await system.app.inject({
    method: "POST",
    url: "/api/v1/auth/login",
    payload: { email: "member@company.com", password: "password123" },
  });
  member = `Bearer ${logIn.json().access_token}`;
  const mine = await system.app.inject({
    url: "/api/v1/me/registrations",
    headers: { authorization: member },
  });
  registrationId = mine.json().items[0].id;
});
afterAll(async () => {
  await system.close();
  await database.close();
});

async function tokenOfPass(): Promise<string> {
  const answer = await system.app.inject({
    url: `/api/v1/registrations/${registrationId}/ticket.pkpass`,
    headers: { authorization: member },
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/vnd.apple.pkpass");
  const [row] = await system.db.execute<{ token: string }>(
    `select token from wallet_passes where registration_id = '${registrationId}'`,
  );
  return `ApplePass ${row!.token}`;
}

test("a phone's way, by Apple's paths and statuses", async () => {
  const authorization = await tokenOfPass();
  const device = `${root}/devices/phone/registrations/${type}`;
  const register = (headers: Record<string, string>, payload: object = { pushToken: "push" }) =>
    system.app.inject({ method: "POST", url: `${device}/${registrationId}`, headers, payload });
  expect((await register({})).statusCode).toBe(401);
  expect((await register({ authorization }, {})).statusCode).toBe(400);
  expect((await register({ authorization })).statusCode).toBe(201);
  expect((await register({ authorization })).statusCode).toBe(200);

  const changed = await system.app.inject({ url: device });
  expect(changed.json()).toEqual({
    serialNumbers: [registrationId],
    lastUpdated: expect.stringMatching(/^\d+$/u),
  });
  const since = `${device}?passesUpdatedSince=${changed.json().lastUpdated}`;
  expect((await system.app.inject({ url: since })).statusCode).toBe(204);

  const url = `${root}/passes/${type}/${registrationId}`;
  expect((await system.app.inject({ url })).statusCode).toBe(401);
  const pass = await system.app.inject({ url, headers: { authorization } });
  expect(pass.statusCode).toBe(200);
  expect(pass.rawPayload.subarray(0, 2).toString()).toBe("PK");
  const lastModified = String(pass.headers["last-modified"]);
  const again = await system.app.inject({
    url,
    headers: { authorization, "if-modified-since": lastModified },
  });
  expect(again.statusCode).toBe(304);

  const leave = { method: "DELETE", url: `${device}/${registrationId}` } as const;
  expect((await system.app.inject(leave)).statusCode).toBe(401);
  expect((await system.app.inject({ ...leave, headers: { authorization } })).statusCode).toBe(200);
  expect((await system.app.inject({ url: device })).statusCode).toBe(204);
  const log = { method: "POST", url: `${root}/log`, payload: { logs: ["x"] } } as const;
  expect((await system.app.inject(log)).statusCode).toBe(200);
});

test("which wallets there are is told; where none is set up there is nothing to fetch", async () => {
  const ask = (from: typeof system, url: string, method: "GET" | "POST" = "GET") =>
    from.app.inject({ url, method, headers: { authorization: member } });
  expect((await ask(system, "/api/v1/me/wallets")).json()).toEqual({ apple: true, google: true });
  const link = await ask(system, `/api/v1/registrations/${registrationId}/google-wallet`, "POST");
  expect(link.json().url).toMatch(/^https:\/\/pay\.google\.com\/gp\/v\/save\//u);
  const bare = await buildTestApp({ database });
  expect((await ask(bare, "/api/v1/me/wallets")).json()).toEqual({ apple: false, google: false });
  const none = await ask(bare, `/api/v1/registrations/${registrationId}/ticket.pkpass`);
  expect(none.statusCode).toBe(404);
  expect(none.json().error).toBe("wallet_not_set_up");
  expect((await bare.app.inject({ url: `${root}/passes/${type}/${registrationId}` })).statusCode).toBe(404);
  await bare.close();
});
