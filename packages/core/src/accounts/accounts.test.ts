import { auditLog } from "@eventmaster/db/schema/audit";
import { memberships } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import argon2 from "argon2";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { getMe } from "./get-me.ts";
import { logIn } from "./log-in.ts";
import { logOut } from "./log-out.ts";
import { signUp } from "./sign-up.ts";

let system: TestSystem;
let organization: TestOrganization;
beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
});
afterAll(() => system.close());

let made = 0;
function newcomer() {
  return {
    email: `Newcomer.${++made}@Company.test`,
    password: "correct horse",
    displayName: "Zoë <b>🎉</b>",
  };
}

describe("signing up", () => {
  test("keeps the language and the time zone that the browser says", async () => {
    const input = { ...newcomer(), locale: "de", timeZone: "Europe/Berlin" } as const;
    const { signedIn } = await signUp(organization.anonymous(), input);
    expect(signedIn.user).toMatchObject({ locale: "de", timeZone: "Europe/Berlin" });
  });

  test("makes a member who is signed in, and keeps the name and email as typed", async () => {
    const input = newcomer();
    const ctx = organization.anonymous();
    const { signedIn, refreshToken } = await signUp(ctx, input);
    expect(signedIn).toEqual({
      user: {
        id: signedIn.user.id,
        email: input.email,
        displayName: input.displayName,
        locale: "en",
        timeZone: null,
        role: "member",
        organizationId: organization.organizationId,
      },
      accessToken: expect.any(String),
      tokenType: "bearer",
      expiresIn: 1800,
    });
    expect(refreshToken).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}\.[\w-]{22}$/u);
    expect(await system.auditOf(ctx)).toEqual([
      {
        action: "account.sign_up",
        subjectType: "user",
        subjectId: signedIn.user.id,
        actorId: signedIn.user.id,
        organizationId: organization.organizationId,
        details: {},
      },
    ]);
  });

  test("keeps neither password nor refresh token, only their hashes", async () => {
    const input = newcomer();
    const { signedIn, refreshToken } = await signUp(organization.anonymous(), input);
    const [user] = await system.db.select().from(users).where(eq(users.id, signedIn.user.id));
    const [session] = await system.db.select().from(sessions).where(eq(sessions.userId, signedIn.user.id));
    expect(user?.hashedPassword).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/u);
    expect(JSON.stringify(session)).not.toContain(refreshToken.split(".")[1]);
    expect(session).toMatchObject({ ip: "192.0.2.1", userAgent: "tests", endedAt: null });
  });

  test.each([
    ["the same", (email: string) => email],
    ["upper case", (email: string) => email.toUpperCase()],
    ["lower case", (email: string) => email.toLowerCase()],
  ])("is refused for an email that is taken, in %s letters", async (_, spell) => {
    const input = newcomer();
    await signUp(organization.anonymous(), input);
    const refusal = await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => signUp(ctx, { ...input, email: spell(input.email) }),
      "email_taken",
    );
    expect(refusal.fields).toEqual({ email: "There is an account with this email already" });
  });

  test("of one person from ten tabs at once makes one account", async () => {
    const input = newcomer();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => signUp(organization.anonymous(), input)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "email_taken" });
    const accounts = await system.db
      .select()
      .from(users)
      .where(eq(sql`lower(${users.email})`, input.email.toLowerCase()));
    expect(accounts).toHaveLength(1);
  });
});

describe("logging in", () => {
  test("opens a session, whatever the case of the email's letters", async () => {
    const input = newcomer();
    const { signedIn } = await signUp(organization.anonymous(), input);
    const ctx = organization.anonymous();
    const started = await logIn(ctx, { email: input.email.toUpperCase(), password: input.password });
    expect(started.signedIn.user).toEqual(signedIn.user);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.log_in", subjectId: signedIn.user.id, actorId: signedIn.user.id },
    ]);
  });

  test("is refused in the same words and with the same work for a wrong password, an unknown email and a person without a password", async () => {
    const input = newcomer();
    await signUp(organization.anonymous(), input);
    const withoutPassword = await organization.makeUser("member");
    const verify = vi.spyOn(argon2, "verify");
    const hash = vi.spyOn(argon2, "hash");
    const verified: string[] = [];
    for (const email of [input.email, "nobody@company.test", withoutPassword.email]) {
      verify.mockClear();
      const refusal = await expectRefusal(
        system,
        organization.anonymous(),
        (ctx) => logIn(ctx, { email, password: "wrong password" }),
        "wrong_credentials",
      );
      expect(refusal).toMatchObject({ message: "Email or password is wrong.", fields: {} });
      expect(verify).toHaveBeenCalledTimes(1);
      expect(hash).not.toHaveBeenCalled();
      verified.push(parametersOf(verify.mock.calls[0]![0]));
    }
    expect(new Set(verified)).toEqual(new Set(["$argon2id$v=19$m=19456,p=1,t=2"]));
  });

  test("works wherever somebody comes from: with the role of the organization they belong to, and audited there", async () => {
    const input = newcomer();
    const { signedIn } = await signUp(organization.anonymous(), input);
    const other = await system.makeOrganization();
    const ctx = other.anonymous();
    const started = await logIn(ctx, input);
    expect(started.signedIn.user).toEqual(signedIn.user);
    expect(await system.auditOf(ctx)).toMatchObject([{ organizationId: organization.organizationId }]);
    await system.db.insert(memberships).values({
      organizationId: other.organizationId,
      userId: signedIn.user.id,
      role: "organizer",
    });
    expect((await logIn(other.anonymous(), input)).signedIn.user.role).toBe("organizer");
    expect((await logIn(organization.anonymous(), input)).signedIn.user.role).toBe("member");
  });

  test("works for somebody who belongs nowhere any more: a guest", async () => {
    const input = newcomer();
    const { signedIn } = await signUp(organization.anonymous(), input);
    await system.db.delete(memberships).where(eq(memberships.userId, signedIn.user.id));
    expect((await logIn(organization.anonymous(), input)).signedIn.user.role).toBe("guest");
  });

  test("leaves no session behind when it is refused", async () => {
    const input = newcomer();
    const { signedIn } = await signUp(organization.anonymous(), input);
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => logIn(ctx, { ...input, password: `${input.password} ` }),
      "wrong_credentials",
    );
    expect(await system.db.$count(sessions, eq(sessions.userId, signedIn.user.id))).toBe(1);
  });
});

describe("the person signed in", () => {
  test("is told who they are, with the role of this organization", async () => {
    const admin = await organization.makeUser("admin");
    expect(await getMe(admin.ctx())).toEqual({
      id: admin.userId,
      email: admin.email,
      displayName: admin.displayName,
      locale: "en",
      timeZone: null,
      role: "admin",
      organizationId: organization.organizationId,
    });
  });

  test("must be signed in, and must still be there", async () => {
    await expectRefusal(system, organization.anonymous(), getMe, "not_signed_in");
    const person = await organization.makeUser("member");
    await system.db.delete(users).where(eq(users.id, person.userId));
    await expectRefusal(system, person.ctx(), getMe, "session_ended");
  });

  test("logs out: the session at hand ends, and no other", async () => {
    const input = newcomer();
    const { signedIn } = await signUp(organization.anonymous(), input);
    await logIn(organization.anonymous(), input);
    const mine = await system.db.select().from(sessions).where(eq(sessions.userId, signedIn.user.id));
    const ctx = system.contextFor(organization.organizationId, {
      userId: signedIn.user.id,
      role: "member",
      sessionId: mine[0]!.id,
      isPlatformAdmin: false,
    });
    await logOut(ctx);
    const after = await system.db.select().from(sessions).where(eq(sessions.userId, signedIn.user.id));
    const ended = after.filter(({ endedAt }) => endedAt !== null);
    expect(ended).toMatchObject([{ id: mine[0]!.id, endedReason: "log_out" }]);
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "account.log_out",
        subjectType: "session",
        subjectId: mine[0]!.id,
        actorId: signedIn.user.id,
      },
    ]);
    await expectRefusal(system, organization.anonymous(), logOut, "not_signed_in");
  });
});

test("a person who is deleted takes memberships and sessions along, and leaves the audit log", async () => {
  const { signedIn } = await signUp(organization.anonymous(), newcomer());
  await system.db.delete(users).where(eq(users.id, signedIn.user.id));
  expect(await system.db.$count(memberships, eq(memberships.userId, signedIn.user.id))).toBe(0);
  expect(await system.db.$count(sessions, eq(sessions.userId, signedIn.user.id))).toBe(0);
  expect(await system.db.$count(auditLog, eq(auditLog.subjectId, signedIn.user.id))).toBe(1);
});

function parametersOf(hash: string): string {
  return hash.split("$").slice(0, 4).join("$");
}
