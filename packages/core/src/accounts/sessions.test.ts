import { memberships } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { eq } from "drizzle-orm";
import { decodeJwt, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { day, startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { changeRole } from "../users/change-role.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { authenticate } from "./authenticate.ts";
import { logOut } from "./log-out.ts";
import { refreshSession } from "./refresh-session.ts";
import { sessionDays } from "./refresh-tokens.ts";
import { signUp } from "./sign-up.ts";
import type { StartedSession } from "./start-session.ts";

let system: TestSystem;
let organization: TestOrganization;
beforeAll(async () => {
  system = await startTestSystem({ max: 20 });
});
afterAll(() => system.close());

let started: StartedSession;
let made = 0;
beforeEach(async () => {
  organization = await system.makeOrganization();
  started = await signUp(organization.anonymous(), {
    email: `person-${++made}@company.test`,
    password: "correct horse",
    displayName: "A person",
  });
});

function gate(now = new Date()): Context {
  return organization.anonymous({ now });
}

function later(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}

async function sessionOf(session: StartedSession) {
  const [row] = await system.db.select().from(sessions).where(eq(sessions.userId, session.signedIn.user.id));
  return row!;
}

describe("a refresh token", () => {
  test("is traded for a new pair, which works", async () => {
    const next = await refreshSession(gate(), started.refreshToken);
    expect(next.refreshToken).not.toBe(started.refreshToken);
    expect(next.signedIn.user).toEqual(started.signedIn.user);
    expect(await authenticate(gate(), next.signedIn.accessToken)).toMatchObject({ role: "member" });
    const again = await refreshSession(gate(), next.refreshToken);
    expect(again.signedIn.user).toEqual(started.signedIn.user);
  });

  test("that was used before ends the session of both who hold it, and is audited", async () => {
    const next = await refreshSession(gate(), started.refreshToken);
    const ctx = gate(later(21_000));
    await expect(refreshSession(ctx, started.refreshToken)).rejects.toMatchObject({ code: "session_ended" });
    await expectRefusal(system, gate(), (at) => refreshSession(at, next.refreshToken), "session_ended");
    for (const { signedIn } of [started, next])
      await expect(authenticate(gate(), signedIn.accessToken)).rejects.toMatchObject({
        code: "session_ended",
      });
    const session = await sessionOf(started);
    expect(session).toMatchObject({ endedReason: "reused_token" });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "session.reuse_detected", subjectId: session.id, actorId: started.signedIn.user.id },
    ]);
    // Whoever tries it once more sends no second one.
    await expect(refreshSession(gate(later(22_000)), started.refreshToken)).rejects.toMatchObject({
      code: "session_ended",
    });
    const told = await system.mailsTo(started.signedIn.user.email);
    expect(told.kinds).toEqual(["verify_email", "security_notice"]);
    expect(told.abouts.slice(1)).toMatchObject([{ event: "session_stolen", at: ctx.now.toISOString() }]);
  });

  test.each([
    ["empty", () => ""],
    ["no token at all", () => "'; drop table sessions; --"],
    [
      "of a session that never was",
      () => system.refreshTokens.first("0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b").token,
    ],
  ])("that is %s is refused", async (_, token) => {
    await expectRefusal(system, gate(), (ctx) => refreshSession(ctx, token()), "session_ended");
  });

  test("works until the session was not used for 30 days, and each use extends it", async () => {
    const next = await refreshSession(gate(later((sessionDays - 1) * day)), started.refreshToken);
    const after = later((2 * sessionDays - 2) * day);
    const last = await refreshSession(gate(after), next.refreshToken);
    await expect(
      refreshSession(gate(new Date(after.getTime() + sessionDays * day)), last.refreshToken),
    ).rejects.toMatchObject({ code: "session_ended" });
  });

  test("stops working at log-out", async () => {
    const actor = await authenticate(gate(), started.signedIn.accessToken);
    await logOut(system.contextFor(organization.organizationId, actor));
    await expectRefusal(system, gate(), (ctx) => refreshSession(ctx, started.refreshToken), "session_ended");
    expect((await sessionOf(started)).endedReason).toBe("log_out");
  });

  test("gives no role in another organization than the person's", async () => {
    const other = await system.makeOrganization();
    await other.makeUser("admin");
    const next = await refreshSession(other.anonymous(), started.refreshToken);
    expect(next.signedIn.user).toEqual(started.signedIn.user);
    const actor = await authenticate(other.anonymous(), next.signedIn.accessToken);
    expect(actor).toMatchObject({ role: "member", organizationId: organization.organizationId });
  });
});

describe("an access token", () => {
  test("says sub, sid, iat and exp, and no more", () => {
    const claims = decodeJwt(started.signedIn.accessToken);
    expect(Object.keys(claims).toSorted()).toEqual(["exp", "iat", "sid", "sub"]);
    expect(claims.sub).toBe(started.signedIn.user.id);
    expect(claims.exp! - claims.iat!).toBe(30 * 60);
  });

  test("speaks for the person until log-out, from the next request on", async () => {
    const actor = await authenticate(gate(), started.signedIn.accessToken);
    expect(actor).toMatchObject({ userId: started.signedIn.user.id, role: "member", isPlatformAdmin: false });
    await logOut(system.contextFor(organization.organizationId, actor));
    await expect(authenticate(gate(), started.signedIn.accessToken)).rejects.toMatchObject({
      code: "session_ended",
    });
  });

  test("carries no role: a changed one takes effect at the next request", async () => {
    const admin = await organization.makeUser("admin");
    await changeRole(admin.ctx(), { userId: started.signedIn.user.id, role: "organizer" });
    expect(await authenticate(gate(), started.signedIn.accessToken)).toMatchObject({ role: "organizer" });
    await changeRole(admin.ctx(), { userId: started.signedIn.user.id, role: "member" });
    expect(await authenticate(gate(), started.signedIn.accessToken)).toMatchObject({ role: "member" });
  });

  test("speaks for a guest once the membership has ended", async () => {
    await system.db.delete(memberships).where(eq(memberships.userId, started.signedIn.user.id));
    expect(await authenticate(gate(), started.signedIn.accessToken)).toMatchObject({
      role: "guest",
      organizationId: organization.organizationId,
    });
  });

  test("speaks for a guest in another organization, where the request names it; else in the person's own", async () => {
    const { organizationId } = await system.makeOrganization();
    const { accessToken } = started.signedIn;
    expect(
      await authenticate({ ...gate(), organizationId, isOrganizationNamed: true }, accessToken),
    ).toMatchObject({ role: "guest", organizationId });
    expect(await authenticate({ ...gate(), organizationId }, accessToken)).toMatchObject({
      role: "member",
      organizationId: organization.organizationId,
    });
  });

  test("has the role of each organization that the person belongs to", async () => {
    const { organizationId } = await system.makeOrganization();
    await system.db
      .insert(memberships)
      .values({ organizationId, userId: started.signedIn.user.id, role: "admin" });
    const { accessToken } = started.signedIn;
    expect(await authenticate({ ...gate(), organizationId }, accessToken)).toMatchObject({
      role: "admin",
      organizationId,
    });
    expect(await authenticate(gate(), accessToken)).toMatchObject({ role: "member" });
  });

  test("lives 30 minutes", async () => {
    const { accessToken } = started.signedIn;
    expect(await authenticate(gate(later(29 * 60_000)), accessToken)).toMatchObject({ role: "member" });
    await expect(authenticate(gate(later(31 * 60_000)), accessToken)).rejects.toMatchObject({
      code: "session_ended",
    });
  });

  const secretKey = "a secret key of which nothing but tests knows";
  const ours = () => ({ ...decodeJwt(started.signedIn.accessToken) });
  const signedBy = (key: string, claims: Record<string, unknown>, alg = "HS256") =>
    new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));

  test("made here with the right key works: the forgeries below fail for what they say", async () => {
    expect(await authenticate(gate(), await signedBy(secretKey, ours()))).toMatchObject({ role: "member" });
  });

  test.each<[string, () => string | Promise<string>]>([
    ["empty", () => ""],
    ["no JWT", () => "a.b.c"],
    ["not signed (alg none)", () => new UnsecuredJWT(ours()).encode()],
    ["signed with another key", () => signedBy("some other key that is long enough for HS256", ours())],
    ["signed with another algorithm", () => signedBy(`${secretKey}${secretKey}`, ours(), "HS512")],
    ["about another person", () => tampered({ sub: "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b" })],
    ["given a longer life", () => tampered({ exp: Math.floor(later(day).getTime() / 1000) })],
    ["without a session", () => signedBy(secretKey, { ...ours(), sid: undefined })],
    ["without an end", () => signedBy(secretKey, { ...ours(), exp: undefined })],
    [
      "of another person's session",
      async () => {
        const other = await organization.makeUser("admin");
        return signedBy(secretKey, { ...ours(), sub: other.userId });
      },
    ],
  ])("that is %s is refused", async (_, forge) => {
    await expect(authenticate(gate(), await forge())).rejects.toMatchObject({ code: "session_ended" });
  });

  /** The real token with a changed payload under the old signature. */
  function tampered(change: Record<string, unknown>): string {
    const [header, , signature] = started.signedIn.accessToken.split(".");
    const payload = Buffer.from(JSON.stringify({ ...ours(), ...change })).toString("base64url");
    return `${header}.${payload}.${signature}`;
  }

  test("of one secret key is nothing to another", async () => {
    const other = createAccessTokens("another system's secret key, just as long");
    await expect(other.read(started.signedIn.accessToken, new Date())).rejects.toMatchObject({
      code: "session_ended",
    });
  });
});
