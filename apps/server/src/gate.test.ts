import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";
import { restClient } from "./testing/rest-system.ts";

let system: Awaited<ReturnType<typeof buildTestApp>>;
let rest: ReturnType<typeof restClient>;
let club: { id: string; slug: string };
beforeAll(async () => {
  system = await buildTestApp();
  rest = restClient(system.app);
  club = { id: randomUUID(), slug: "chess-club" };
  await sql()`insert into organizations (id, slug, name) values (${club.id}, ${club.slug}, 'Chess club')`;
});
afterAll(() => system.close());

const sql = () => system.db.$client;
let made = 0;
const password = "correct horse";

async function signUp(headers: Record<string, string> = {}) {
  const email = `person-${++made}@company.test`;
  const answer = await rest("POST", "/auth/signup", {
    body: { email, password, display_name: "Zoë" },
    headers,
  });
  expect(answer.status).toBe(201);
  return { email, id: String(answer.body.user.id), token: String(answer.body.access_token) };
}

const currentOf = async (token: string, headers: Record<string, string> = {}) => {
  const { body } = await rest("GET", "/me/organizations", { token, headers });
  return { id: body.current.id, role: body.current.role };
};

const inClub = { "x-organization": "chess-club" };

describe("the organization of a request", () => {
  test("is the first one, where nobody says otherwise", async () => {
    const { token } = await signUp();
    expect(await currentOf(token)).toEqual({ id: system.organizationId, role: "member" });
  });

  test("is the one that the header names, by slug or id; signing up there makes a member there", async () => {
    const { token } = await signUp(inClub);
    expect(await currentOf(token, inClub)).toEqual({ id: club.id, role: "member" });
    expect(await currentOf(token, { "x-organization": club.id })).toEqual({ id: club.id, role: "member" });
    // Without a header, where they belong, for they belong nowhere else.
    expect(await currentOf(token)).toEqual({ id: club.id, role: "member" });
  });

  test("that the header names must exist", async () => {
    const { token } = await signUp();
    for (const named of ["nobody", randomUUID(), "'; drop table users; --"]) {
      const headers = { "x-organization": named };
      expect(await rest("GET", "/events", { headers })).toMatchObject({
        status: 404,
        body: { error: "organization_not_found" },
      });
      expect((await rest("GET", "/me/organizations", { token, headers })).status).toBe(404);
    }
  });

  test("may be one that the person is no member of: then they are a guest there", async () => {
    const { token } = await signUp();
    expect(await currentOf(token, inClub)).toEqual({ id: club.id, role: "guest" });
    expect((await rest("GET", "/events", { token, headers: inClub })).status).toBe(200);
    expect(await rest("GET", "/me/registrations", { token, headers: inClub })).toMatchObject({
      status: 403,
      body: { error: "forbidden" },
    });
  });

  test("may stand in the address, for what a browser asks for without headers", async () => {
    const { token } = await signUp();
    const at = (query: string, headers: Record<string, string> = {}) =>
      rest("GET", `/me/organizations${query}`, { token, headers });
    expect((await at(`?organization=${club.id}`)).body.current).toMatchObject({ id: club.id, role: "guest" });
    expect((await at("?organization=chess-club")).body.current.id).toBe(club.id);
    expect(await at("?organization=nobody")).toMatchObject({ status: 404 });
    // A header that says otherwise is what counts.
    const home = { "x-organization": system.organizationId };
    expect((await at("?organization=chess-club", home)).body.current.id).toBe(system.organizationId);
    expect((await rest("GET", "/events?organization=chess-club&limit=1")).status).toBe(200);
  });

  test("is told with who one is", async () => {
    const { token } = await signUp(inClub);
    expect((await rest("GET", "/auth/me", { token })).body.organization_id).toBe(club.id);
  });

  test("is no hindrance to logging in, wherever one belongs", async () => {
    const { email } = await signUp(inClub);
    const answer = await rest("POST", "/auth/login", { body: { email, password } });
    expect(answer).toMatchObject({ status: 200, body: { user: { role: "member" } } });
  });
});

describe("a browser", () => {
  /** Sends tRPC calls with the cookies that it was given. */
  function browser() {
    const jar = new Map<string, string>();
    const send = async (path: string, input?: unknown) => {
      const response = await system.app.inject({
        method: input === undefined ? "GET" : "POST",
        url: `/api/trpc/${path}`,
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...(input === undefined ? {} : { payload: input as object }),
      });
      for (const { name, value } of response.cookies) jar.set(name, value);
      const body: { result?: { data: unknown }; error?: { data: { code: string } } } = response.json();
      return { cookies: response.cookies, data: body.result?.data, code: body.error?.data.code };
    };
    return { jar, send };
  }

  test("keeps the organization that it was switched to in a cookie that no script reads", async () => {
    const { email, id } = await signUp();
    await sql()`insert into memberships (organization_id, user_id, role) values (${club.id}, ${id}, 'organizer')`;
    const { send } = browser();
    await send("accounts.logIn", { email, password });
    expect((await send("accounts.me")).data).toMatchObject({ role: "member" });
    const { cookies } = await send("organizations.switch", { organization: "chess-club" });
    expect(cookies).toMatchObject([
      { name: "em_organization", value: club.id, httpOnly: true, sameSite: "Strict", path: "/api" },
    ]);
    expect((await send("accounts.me")).data).toMatchObject({ role: "organizer" });
    // Removed there: the cookie is a preference, and they land where they still belong.
    await sql()`delete from memberships where organization_id = ${club.id} and user_id = ${id}`;
    expect((await send("accounts.me")).data).toMatchObject({ role: "member" });
  });

  test("that stands at a self check-in may scan and no more, until it says so no longer; a program there may all", async () => {
    const { email, id, token } = await signUp();
    await sql()`update memberships set role = 'admin' where user_id = ${id}`;
    const { jar, send } = browser();
    await send("accounts.logIn", { email, password });
    jar.set("em_kiosk", "1");
    expect((await send("checkIn.events?input=%7B%7D")).code).toBeUndefined();
    expect((await send("accounts.session")).data).toMatchObject({ email });
    for (const path of ["accounts.me", "users.list?input=%7B%7D", "registrations.mine?input=%7B%7D"])
      expect(await send(path), path).toMatchObject({ code: "forbidden" });
    const { status } = await rest("GET", "/me", { token, headers: { cookie: "em_kiosk=1" } });
    expect(status).toBe(200);
    jar.delete("em_kiosk");
    expect((await send("accounts.me")).data).toMatchObject({ role: "admin" });
  });

  test("is not switched to where one does not belong, and forgives a cookie that names nothing", async () => {
    const { email } = await signUp();
    const { jar, send } = browser();
    await send("accounts.logIn", { email, password });
    expect((await send("organizations.switch", { organization: "chess-club" })).code).toBe(
      "organization_not_found",
    );
    jar.set("em_organization", randomUUID());
    expect((await send("accounts.me")).data).toMatchObject({ role: "member" });
  });
});

describe("an API key", () => {
  test("opens what it names as a Bearer token, and neither keys nor accounts", async () => {
    const { id, token } = await signUp();
    await sql()`update memberships set role = 'organizer' where user_id = ${id}`;
    const created = await rest("POST", "/me/api-keys", {
      token,
      body: { name: "Newsletter", actions: ["event:list-managed"] },
    });
    expect(created.status).toBe(201);
    const { key, ...shown } = created.body;
    expect((await rest("GET", "/me/api-keys", { token })).body).toEqual({ items: [shown] });
    expect((await rest("GET", "/events/managed", { token: key })).status).toBe(200);
    expect((await rest("GET", "/events", { token: key })).status).toBe(200);
    for (const path of ["/me", "/me/api-keys", "/me/registrations", "/me/sessions", "/users"])
      expect((await rest("GET", path, { token: key })).status, path).toBe(403);
    expect((await rest("DELETE", `/me/api-keys/${shown.id}`, { token })).status).toBe(204);
    expect(await rest("GET", "/events/managed", { token: key })).toMatchObject({
      status: 401,
      body: { message: "This API key does not work (any more)." },
    });
  });

  test("is refused where the header names another organization", async () => {
    const { token } = await signUp();
    const { body } = await rest("POST", "/me/api-keys", {
      token,
      body: { name: "k", actions: ["registration:list-own"] },
    });
    expect((await rest("GET", "/me/registrations", { token: body.key })).status).toBe(200);
    expect((await rest("GET", "/me/registrations", { token: body.key, headers: inClub })).status).toBe(404);
  });
});

describe("one's account by REST", () => {
  test("from the forgotten password to its end", async () => {
    const { email, id, token } = await signUp();
    expect(
      (await rest("POST", "/auth/password/forgot", { body: { email: "nobody@company.test" } })).status,
    ).toBe(204);
    expect((await rest("POST", "/auth/password/forgot", { body: { email } })).status).toBe(204);
    expect(
      await rest("POST", "/auth/password/reset", { body: { token: "wrong", password: "battery staple" } }),
    ).toMatchObject({ status: 400, body: { error: "link_expired" } });
    expect(await rest("POST", "/auth/email/verify", { body: { token: "wrong" } })).toMatchObject({
      status: 400,
    });
    expect(await rest("PATCH", "/me", { token, body: { display_name: "Another" } })).toMatchObject({
      status: 200,
      body: { display_name: "Another", email_verified_at: null },
    });
    await rest("POST", "/auth/login", { body: { email, password } });
    expect((await rest("GET", "/me/sessions", { token })).body.items).toHaveLength(2);
    expect(await rest("DELETE", "/me/sessions", { token })).toMatchObject({
      status: 200,
      body: { ended: 1 },
    });
    expect(
      await rest("POST", "/me/password", {
        token,
        body: { current_password: "no", new_password: "battery staple" },
      }),
    ).toMatchObject({ status: 422, body: { details: { current_password: "This is not your password" } } });
    expect((await rest("GET", "/me/data", { token })).body.account.id).toBe(id);
    expect((await rest("DELETE", "/me", { token, body: { password } })).status).toBe(204);
    expect((await rest("GET", "/me", { token })).status).toBe(401);
    expect(await sql()`select from users where id = ${id}`).toHaveLength(0);
  });
});

test("creating an organization by REST is the platform admin's", async () => {
  const { id, token } = await signUp();
  const body = { name: "Choir", slug: "choir", admin_email: "nobody@company.test" };
  expect((await rest("POST", "/organizations", { token, body })).status).toBe(403);
  await sql()`update users set is_platform_admin = true where id = ${id}`;
  expect(await rest("POST", "/organizations", { token, body })).toMatchObject({
    status: 201,
    body: { slug: "choir", name: "Choir" },
  });
  expect(await rest("POST", "/organizations", { token, body })).toMatchObject({
    status: 409,
    body: { error: "slug_taken", details: { slug: expect.any(String) } },
  });
});

test("of the demo's people, Charlie Admin is the platform's admin, and nobody else", async () => {
  const demo = await buildTestApp();
  try {
    expect(await demo.seed()).toBe(true);
    const admins = await demo.db.$client`select email from users where is_platform_admin`;
    expect([...admins]).toEqual([{ email: "admin@company.com" }]);
  } finally {
    await demo.close();
  }
});
