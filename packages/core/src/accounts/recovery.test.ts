import { accountTokens, apiKeys } from "@eventmaster/db/schema/accounts";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticateApiKey } from "../api-keys/authenticate-api-key.ts";
import { createApiKey } from "../api-keys/create-api-key.ts";
import { revokeApiKey } from "../api-keys/revoke-api-key.ts";
import { walkIn } from "../check-in/walk-in.ts";
import type { Context } from "../context.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { authenticate } from "./authenticate.ts";
import { changeEmail } from "./change-email.ts";
import { changePassword } from "./change-password.ts";
import { forgotPassword } from "./forgot-password.ts";
import { getProfile } from "./get-profile.ts";
import { logIn } from "./log-in.ts";
import { claimAccount, resetPassword } from "./reset-password.ts";
import { resendVerification } from "./send-verification.ts";
import { signUp } from "./sign-up.ts";
import { verifyEmail } from "./verify-email.ts";

let system: TestSystem;
let organization: TestOrganization;
beforeAll(async () => {
  system = await startTestSystem({ max: 20 });
  organization = await system.makeOrganization();
});
afterAll(() => system.close());

const hour = 60 * 60 * 1000;
const password = "correct horse";
const newPassword = "battery staple";
const anonymous = (now = new Date()) => organization.anonymous({ now });
const later = (milliseconds: number) => new Date(Date.now() + milliseconds);

let made = 0;
let account: { id: string; email: string; accessToken: string };
beforeEach(async () => {
  account = await newAccount();
});

async function newAccount() {
  const email = `Person.${++made}@company.test`;
  const { signedIn } = await signUp(anonymous(), { email, password, displayName: "Zoë" });
  return { id: signedIn.user.id, email, accessToken: signedIn.accessToken };
}

async function mine(): Promise<Context> {
  return system.contextFor(organization.organizationId, await authenticate(anonymous(), account.accessToken));
}

const rowOf = async (id: string) => (await system.db.select().from(users).where(eq(users.id, id)))[0]!;
const liveSessions = (userId: string) =>
  system.db.$count(sessions, and(eq(sessions.userId, userId), isNull(sessions.endedAt)));

async function forgotten(email = account.email): Promise<string> {
  await forgotPassword(anonymous(), { email });
  return (await system.mailsTo(email)).lastToken();
}

describe("proving an address", () => {
  test("is asked for by mail at sign-up; the account works before", async () => {
    const mails = await system.mailsTo(account.email);
    expect(mails.kinds).toEqual(["verify_email"]);
    expect(mails.links[0]).toMatch(/^https:\/\/events\.test\/verify-email\?token=[\w-]{43}$/u);
    expect((await rowOf(account.id)).emailVerifiedAt).toBeNull();
    const ctx = anonymous();
    expect(await verifyEmail(ctx, { token: mails.lastToken() })).toEqual({ email: account.email });
    expect((await rowOf(account.id)).emailVerifiedAt).toEqual(ctx.now);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.verify_email", subjectId: account.id, actorId: account.id },
    ]);
  });

  test("keeps only the token's hash", async () => {
    const token = (await system.mailsTo(account.email)).lastToken();
    const rows = await system.db.select().from(accountTokens).where(eq(accountTokens.userId, account.id));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("works for three days, and not with a token of another kind or none at all", async () => {
    const token = (await system.mailsTo(account.email)).lastToken();
    const attempt = (token: string, now?: Date) =>
      expectRefusal(system, anonymous(now), (ctx) => verifyEmail(ctx, { token }), "link_expired");
    await attempt("no token");
    await attempt(await forgotten());
    await attempt(token, later(3 * day));
    await verifyEmail(anonymous(), { token });
    await attempt(token, later(3 * day));
  });

  test("says the same when the link is opened again, also at the same moment, and does nothing more", async () => {
    const token = (await system.mailsTo(account.email)).lastToken();
    const ctxs = [anonymous(), anonymous(), anonymous()];
    const answers = await Promise.all(ctxs.map((ctx) => verifyEmail(ctx, { token })));
    expect(answers).toEqual(ctxs.map(() => ({ email: account.email })));
    const provedAt = (await rowOf(account.id)).emailVerifiedAt;
    const again = anonymous(later(2 * day));
    expect(await verifyEmail(again, { token })).toEqual({ email: account.email });
    expect((await rowOf(account.id)).emailVerifiedAt).toEqual(provedAt);
    expect(await system.auditOf(again)).toEqual([]);
    const logged = await Promise.all(ctxs.map((ctx) => system.auditOf(ctx)));
    expect(logged.flat()).toMatchObject([{ action: "account.verify_email" }]);
  });

  test("again replaces the link, until the address is proved", async () => {
    const first = (await system.mailsTo(account.email)).lastToken();
    await resendVerification(await mine());
    const mails = await system.mailsTo(account.email);
    expect(mails.kinds).toEqual(["verify_email", "verify_email"]);
    await expectRefusal(system, anonymous(), (ctx) => verifyEmail(ctx, { token: first }), "link_expired");
    await verifyEmail(anonymous(), { token: mails.lastToken() });
    await resendVerification(await mine());
    expect((await system.mailsTo(account.email)).kinds).toHaveLength(2);
    await expectRefusal(system, anonymous(), resendVerification, "not_signed_in");
  });
});

describe("another address", () => {
  const newEmail = () => `new.${account.email}`;
  const change = async () => changeEmail(await mine(), { newEmail: newEmail(), currentPassword: password });

  test("is the account's once its own link comes back; links to the old one stop working", async () => {
    const oldLink = (await system.mailsTo(account.email)).lastToken();
    const resetLink = await forgotten();
    const ctx = await mine();
    await changeEmail(ctx, { newEmail: newEmail(), currentPassword: password });
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "account.ask_for_email_change" }]);
    expect(await getProfile(await mine())).toMatchObject({ email: account.email, pendingEmail: newEmail() });
    const mails = await system.mailsTo(newEmail());
    const proving = anonymous();
    expect(await verifyEmail(proving, { token: mails.lastToken() })).toEqual({ email: newEmail() });
    expect(await system.auditOf(proving)).toMatchObject([{ action: "account.change_email" }]);
    const again = anonymous();
    expect(await verifyEmail(again, { token: mails.lastToken() })).toEqual({ email: newEmail() });
    expect(await system.auditOf(again)).toEqual([]);
    expect(await getProfile(await mine())).toMatchObject({ email: newEmail(), pendingEmail: null });
    await expectRefusal(system, anonymous(), (ctx) => verifyEmail(ctx, { token: oldLink }), "link_expired");
    await expectRefusal(
      system,
      anonymous(),
      (ctx) => resetPassword(ctx, { token: resetLink, password: newPassword }),
      "link_expired",
    );
    await logIn(anonymous(), { email: newEmail(), password });
  });

  test("is refused with a wrong password, and when it is somebody else's", async () => {
    const other = await newAccount();
    const wrong = await expectRefusal(
      system,
      await mine(),
      (ctx) => changeEmail(ctx, { newEmail: newEmail(), currentPassword: "wrong" }),
      "validation",
    );
    expect(wrong.fields).toEqual({ currentPassword: "This is not your password" });
    const taken = await expectRefusal(
      system,
      await mine(),
      (ctx) => changeEmail(ctx, { newEmail: other.email.toUpperCase(), currentPassword: password }),
      "email_taken",
    );
    expect(Object.keys(taken.fields)).toEqual(["newEmail"]);
  });

  test("that somebody signed up with in the meantime stays theirs", async () => {
    await change();
    const { lastToken } = await system.mailsTo(newEmail());
    await signUp(anonymous(), { email: newEmail(), password, displayName: "Quicker" });
    await expectRefusal(
      system,
      anonymous(),
      (ctx) => verifyEmail(ctx, { token: lastToken() }),
      "email_taken",
    );
    expect((await rowOf(account.id)).email).toBe(account.email);
  });
});

describe("a forgotten password", () => {
  test("is replaced by the link of a mail, whoever else is signed in is not any more, and the address is proved", async () => {
    const asking = anonymous();
    await forgotPassword(asking, { email: account.email.toUpperCase() });
    expect(await system.auditOf(asking)).toMatchObject([
      { action: "account.forgot_password", subjectId: account.id, actorId: null },
    ]);
    const mails = await system.mailsTo(account.email);
    expect(mails.kinds).toEqual(["verify_email", "reset_password"]);
    expect(mails.links[1]).toMatch(/^https:\/\/events\.test\/reset-password\?token=/u);
    await logIn(anonymous(), { email: account.email, password });
    const ctx = anonymous();
    const input = { token: mails.lastToken(), password: newPassword };
    expect(await resetPassword(ctx, input)).toEqual({ email: account.email });
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "account.reset_password",
        subjectId: account.id,
        actorId: account.id,
        details: { endedSessions: 2 },
      },
    ]);
    expect(await liveSessions(account.id)).toBe(0);
    expect((await rowOf(account.id)).emailVerifiedAt).toEqual(ctx.now);
    await expectRefusal(
      system,
      anonymous(),
      (ctx) => logIn(ctx, { email: account.email, password }),
      "wrong_credentials",
    );
    await logIn(anonymous(), { email: account.email, password: newPassword });
  });

  test("leaves API keys as they are, and the mail that tells of the new password names those that work", async () => {
    const actions = ["event:browse"] as const;
    const kept = await createApiKey(await mine(), { name: "Newsletter", actions: [...actions] });
    const revoked = await createApiKey(await mine(), { name: "Old", actions: [...actions] });
    await revokeApiKey(await mine(), { apiKeyId: revoked.id });
    await createApiKey(await mine(), { name: "Short", actions: [...actions], expiresAt: later(1000) });
    const ctx = anonymous(later(60_000));
    await resetPassword(ctx, { token: await forgotten(), password: newPassword });
    const told = await system.mailsTo(account.email);
    expect(told.kinds.at(-1)).toBe("security_notice");
    expect(told.abouts.at(-1)).toEqual({
      event: "password_reset",
      at: ctx.now.toISOString(),
      keyNames: ["Newsletter"],
      keyCount: 1,
      link: "https://events.test/account/security",
    });
    expect(await authenticateApiKey(anonymous(), kept.key)).toMatchObject({ userId: account.id });
  });

  test("of an unknown email is nothing: no mail, no token, no audit row, no error", async () => {
    const ctx = anonymous();
    await forgotPassword(ctx, { email: "nobody@company.test" });
    expect((await system.mailsTo("nobody@company.test")).kinds).toEqual([]);
    expect(await system.auditOf(ctx)).toEqual([]);
  });

  test("has a link that works for an hour", async () => {
    const token = await forgotten();
    const input = { token, password: newPassword };
    await expectRefusal(system, anonymous(later(hour)), (ctx) => resetPassword(ctx, input), "link_expired");
    await resetPassword(anonymous(later(hour - 5000)), input);
  });

  test("has one link at a time: the newest", async () => {
    const first = await forgotten();
    const second = await forgotten();
    const use = (token: string) => (ctx: Context) => resetPassword(ctx, { token, password: newPassword });
    await expectRefusal(system, anonymous(), use(first), "link_expired");
    await use(second)(anonymous());
  });

  test("has a link that ten uses at once use up once", async () => {
    const token = await forgotten();
    const outcomes = await countOutcomes(
      Array.from({ length: 10 }, (_, index) =>
        resetPassword(anonymous(), { token, password: `${newPassword} ${index}` }),
      ),
    );
    expect(outcomes).toEqual({ ok: 1, link_expired: 9 });
  });

  test("has a link that a changed password makes worthless", async () => {
    const token = await forgotten();
    await changePassword(await mine(), { currentPassword: password, newPassword });
    await expectRefusal(
      system,
      anonymous(),
      (ctx) => resetPassword(ctx, { token, password }),
      "link_expired",
    );
  });

  test("is audited in the person's own organization, wherever it was asked for", async () => {
    const other = await system.makeOrganization();
    const ctx = other.anonymous();
    await forgotPassword(ctx, { email: account.email });
    expect(await system.auditOf(ctx)).toMatchObject([{ organizationId: organization.organizationId }]);
  });
});

describe("an account that others made, at the door or from a list", () => {
  test("is offered by mail when a walk-in is new, and claimed with its link", async () => {
    const organizer = await organization.makeUser("organizer");
    const event = await organization.makeEvent(organizer);
    const email = `walk-in-${++made}@company.test`;
    await walkIn(organizer.ctx(), { eventId: event.id, email, displayName: "Walk-in" });
    await walkIn(organizer.ctx(), { eventId: event.id, email, displayName: "Walk-in" });
    const mails = await system.mailsTo(email);
    expect(mails.kinds.filter((kind) => kind === "claim_account")).toHaveLength(1);
    const token = /claim\?token=([\w-]+)/u.exec(mails.links.join(" "))![1]!;
    expect(await claimAccount(anonymous(), { token, password: newPassword })).toEqual({ email });
    await logIn(anonymous(), { email, password: newPassword });
  });

  test("is claimed by mail: a first password, and the address is proved", async () => {
    const organizer = await organization.makeUser("organizer");
    const guest = await organization.makeUser("member", { displayName: "Walk-in" });
    await register(guest, await organization.makeEvent(organizer, { title: "An evening of claims" }));
    await forgotPassword(anonymous(), { email: guest.email });
    const mails = await system.mailsTo(guest.email);
    expect(mails.kinds).toContain("claim_account");
    expect(mails.links.at(-1)).toMatch(/^https:\/\/events\.test\/claim\?token=/u);
    const input = { token: mails.lastToken(), password: newPassword };
    await expectRefusal(system, anonymous(), (ctx) => resetPassword(ctx, input), "link_expired");
    const ctx = anonymous(later(13 * day));
    expect(await claimAccount(ctx, input)).toEqual({ email: guest.email });
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "account.claim", subjectId: guest.userId }]);
    expect((await rowOf(guest.userId)).emailVerifiedAt).toEqual(ctx.now);
    expect((await system.mailsTo(guest.email)).kinds).not.toContain("security_notice");
    expect((await logIn(anonymous(), { email: guest.email, password: newPassword })).signedIn.user.id).toBe(
      guest.userId,
    );
    await expectRefusal(system, anonymous(), (ctx) => claimAccount(ctx, input), "link_expired");
  });

  test("cannot be claimed once it has a password", async () => {
    const guest = await organization.makeUser("member");
    const token = await forgotten(guest.email);
    await system.db.update(users).set({ hashedPassword: "a hash" }).where(eq(users.id, guest.userId));
    const input = { token, password: newPassword };
    await expectRefusal(system, anonymous(), (ctx) => claimAccount(ctx, input), "link_expired");
    expect((await rowOf(guest.userId)).hashedPassword).toBe("a hash");
  });
});

describe("an address that changed", () => {
  let old: string;
  let next: string;
  const prove = async (email: string) =>
    verifyEmail(anonymous(), { token: (await system.mailsTo(email)).lastToken() });
  const changeTo = async (email: string) => {
    await changeEmail(await mine(), { newEmail: email, currentPassword: password });
    await prove(email);
  };
  beforeEach(async () => {
    old = account.email;
    next = `next.${old}`;
    await prove(old);
  });

  test("is told so at the old one, which can take the account back: password, address, sessions and keys", async () => {
    const key = await createApiKey(await mine(), { name: "thief's", actions: ["event:browse"] });
    await changeTo(next);
    const told = await system.mailsTo(old);
    expect(told.kinds.at(-1)).toBe("email_changed");
    expect(told.links.at(-1)).toMatch(/^https:\/\/events\.test\/reset-password\?token=[\w-]{43}$/u);
    expect(await liveSessions(account.id)).toBe(1);
    const ctx = anonymous(later(2 * 24 * hour));
    expect(await resetPassword(ctx, { token: told.lastToken(), password: newPassword })).toEqual({
      email: old,
    });
    expect(await rowOf(account.id)).toMatchObject({ email: old, emailVerifiedAt: ctx.now });
    expect(await liveSessions(account.id)).toBe(0);
    expect((await rowsOfKey(key.id))[0]!.revokedAt).toEqual(ctx.now);
    expect((await system.mailsTo(old)).abouts.at(-1)).toMatchObject({
      event: "password_reset",
      keyNames: [],
    });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.restore_email", subjectId: account.id, details: { endedSessions: 1 } },
    ]);
    await logIn(anonymous(), { email: old, password: newPassword });
    await expect(logIn(anonymous(), { email: next, password })).rejects.toMatchObject({
      code: "wrong_credentials",
    });
    expect(JSON.stringify(await system.auditOf(ctx))).not.toContain("company.test");
  });

  test("twice can still be taken back to the first one, and the links end with that", async () => {
    await changeTo(next);
    await changeTo(`third.${old}`);
    const toSecond = (await system.mailsTo(next)).lastToken();
    const toFirst = (await system.mailsTo(old)).lastToken();
    await resetPassword(anonymous(), { token: toFirst, password: newPassword });
    expect((await rowOf(account.id)).email).toBe(old);
    for (const token of [toFirst, toSecond])
      await expectRefusal(
        system,
        anonymous(),
        (ctx) => resetPassword(ctx, { token, password: newPassword }),
        "link_expired",
      );
  });

  test("cannot be taken back after three days, nor when somebody else has it by now", async () => {
    await changeTo(next);
    const token = (await system.mailsTo(old)).lastToken();
    await expectRefusal(
      system,
      anonymous(later(73 * hour)),
      (ctx) => resetPassword(ctx, { token, password: newPassword }),
      "link_expired",
    );
    await signUp(anonymous(), { email: old, password, displayName: "Another" });
    await expectRefusal(
      system,
      anonymous(),
      (ctx) => resetPassword(ctx, { token, password: newPassword }),
      "email_taken",
    );
    expect((await rowOf(account.id)).email).toBe(next);
  });

  test("and was never proved gets no link: it may be a stranger's", async () => {
    await system.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, account.id));
    await changeTo(next);
    const told = await system.mailsTo(old);
    expect(told.kinds.at(-1)).toBe("email_changed");
    expect(told.links.at(-1)).toBe("");
  });

  const rowsOfKey = (id: string) => system.db.select().from(apiKeys).where(eq(apiKeys.id, id));
});
