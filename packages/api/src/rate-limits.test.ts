import { rateLimits, type RateLimitName } from "@eventmaster/contract/rate-limits";
import { hashPassword } from "@eventmaster/core/accounts/passwords";
import { createRateLimiter } from "@eventmaster/core/rate-limits/rate-limiter";
import {
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "@eventmaster/core/testing/test-system";
import type { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiContext } from "./context.ts";
import { retryAfterOf } from "./error-shape.ts";
import { createCaller, proceduresByPath } from "./root.ts";
import type { ProcedureMeta } from "./trpc.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let rateLimiter: ApiContext["rateLimiter"];
beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin");
  rateLimiter = createRateLimiter({ kind: "postgres", db: system.db });
});
afterAll(() => system.close());

function caller(person: Person | null, ip = "192.0.2.1") {
  const cookies = {
    refreshToken: null,
    keep: () => {},
    keepRefreshToken: () => {},
    forget: () => {},
    keepOrganization: () => {},
  };
  return createCaller({
    ...(person?.ctx() ?? organization.anonymous()),
    ip,
    cookies,
    rateLimiter,
    live: system.live,
    facts: system.facts,
  });
}

/** The errors of so many calls, one after another; null for one that went through. */
async function errorsOf(
  count: number,
  call: (index: number) => Promise<unknown>,
): Promise<(TRPCError | null)[]> {
  const errors: (TRPCError | null)[] = [];
  for (let index = 0; index < count; index++)
    errors.push(
      await call(index).then(
        () => null,
        (error: unknown) => error as TRPCError,
      ),
    );
  return errors;
}

test("an admin approves or rejects ten events a minute, and is told when to go on; another admin is not held up", async () => {
  const organizer = await organization.makeUser("organizer");
  const pending = await Promise.all(
    Array.from({ length: 12 }, () => organization.makeEvent(organizer, { status: "pending" })),
  );
  const errors = await errorsOf(12, (index) => {
    const { id: eventId } = pending[index]!;
    const { events } = caller(admin);
    return index % 2 === 0 ? events.approve({ eventId }) : events.reject({ eventId, reason: "No" });
  });
  expect(errors.slice(0, 10).every((error) => error === null)).toBe(true);
  const refusal = errors[10]!;
  expect(refusal.code).toBe("TOO_MANY_REQUESTS");
  expect(refusal.message).toMatch(/^Too many requests\. Try again in (?:a second|\d+ seconds)\.$/u);
  expect(retryAfterOf(refusal)).toBeGreaterThan(0);
  expect(retryAfterOf(refusal)).toBeLessThanOrEqual(60);
  const second = await organization.makeUser("admin");
  await caller(second).events.approve({ eventId: pending[10]!.id });
});

test("guesses at one person's password end after ten; others behind that address can still log in", async () => {
  const account = { email: "guessed@company.test", password: "correct horse" };
  await caller(null).accounts.signUp({ ...account, displayName: "Zoë" });
  const guess = { ...account, password: "wrong" };
  const errors = await errorsOf(11, () => caller(null).accounts.logIn(guess));
  expect(errors.map((error) => error?.code)).toEqual([
    ...Array.from({ length: 10 }, () => "UNAUTHORIZED"),
    "TOO_MANY_REQUESTS",
  ]);
  // Not even the right password tells the guesser anything now; from elsewhere the owner gets in.
  await expect(caller(null).accounts.token(account)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  await caller(null, "198.51.100.7").accounts.logIn(account);
  const other = { email: "other@company.test", password: "correct horse" };
  await caller(null).accounts.signUp({ ...other, displayName: "Other" });
  await caller(null).accounts.logIn(other);
});

test("who knows the password may log in as often as they like", async () => {
  const account = { email: "often@company.test", password: "correct horse" };
  await caller(null).accounts.signUp({ ...account, displayName: "Zoë" });
  const errors = await errorsOf(15, () => caller(null).accounts.logIn(account));
  expect(errors.every((error) => error === null)).toBe(true);
});

test("a forgotten password answers an unknown email and a known one alike, and refuses both alike", async () => {
  await caller(null).accounts.signUp({
    email: "known@company.test",
    password: "correct horse",
    displayName: "Zoë",
  });
  const ask = (email: string) => errorsOf(4, () => caller(null).accounts.forgotPassword({ email }));
  const codes = (await ask("known@company.test")).map((error) => error?.code);
  expect(codes).toEqual([undefined, undefined, undefined, "TOO_MANY_REQUESTS"]);
  expect((await ask("unknown@company.test")).map((error) => error?.code)).toEqual(codes);
});

type Caller = ReturnType<typeof caller>;
const nowhere = "0192f0a0-1111-7000-8000-000000000001";
const some = { eventId: nowhere, registrationIds: [nowhere] };
const letter = {
  eventId: nowhere,
  audience: "holders",
  subject: "A",
  body: "B",
  isEssential: false,
} as const;

test.each<[string, RateLimitName, (call: Caller) => Promise<unknown>]>([
  ["sends tickets again", "resendTickets", (call) => call.registrations.resendTickets(some)],
  ["cancels others' tickets", "cancelOthers", (call) => call.registrations.cancelMany(some)],
  ["gives them back", "cancelOthers", (call) => call.registrations.restoreMany(some)],
  [
    "registers somebody",
    "registerPerson",
    (call) => call.registrations.registerPerson({ eventId: nowhere, email: "ada@company.test" }),
  ],
  ["imports people", "import", (call) => call.registrations.import({ eventId: nowhere, csv: "email" })],
  ["writes to attendees", "message", (call) => call.messages.send({ ...letter, messageId: nowhere })],
  ["invites", "invite", (call) => call.organizations.invite({ email: admin.email, role: "member" })],
  ["has the own address verified", "resendVerification", (call) => call.accounts.resendVerification()],
  ["sends a webhook", "sendWebhook", (call) => call.webhooks.test({ webhookId: nowhere })],
])("who %s so often that it would be a flood of mails or calls has to wait (%s)", async (_, name, act) => {
  const person = await organization.makeUser("admin");
  const { points } = rateLimits[name];
  const errors = await errorsOf(points + 1, () => act(caller(person)));
  expect(errors.slice(0, points).map((error) => error?.code)).not.toContain("TOO_MANY_REQUESTS");
  expect(errors[points]?.code).toBe("TOO_MANY_REQUESTS");
  expect(retryAfterOf(errors[points]!)).toBeLessThanOrEqual(rateLimits[name].seconds);
  const other = await errorsOf(1, async () => act(caller(await organization.makeUser("admin"))));
  expect(other[0]?.code).not.toBe("TOO_MANY_REQUESTS");
});

test("who knows the password mails no more than five strangers an hour as their new address", async () => {
  const currentPassword = "correct horse";
  const zoe = await organization.makeUser("member", { hashedPassword: await hashPassword(currentPassword) });
  const errors = await errorsOf(6, (index) =>
    caller(zoe).accounts.changeEmail({ newEmail: `stranger-${index}@company.test`, currentPassword }),
  );
  expect(errors.map((error) => error?.code)).toEqual([...Array(5).fill(undefined), "TOO_MANY_REQUESTS"]);
});

test("every limit of the table but the two for all is some procedure's, and those that guard secrets have theirs", () => {
  const limitsOf = (path: string) => (proceduresByPath[path]!._def.meta as ProcedureMeta).limits;
  const used = Object.keys(proceduresByPath).flatMap(limitsOf);
  const named = new Set<RateLimitName>([...used, "reads", "writes"]);
  expect([...named].toSorted()).toEqual(Object.keys(rateLimits).toSorted());
  for (const path of ["accounts.logIn", "accounts.token"])
    expect(limitsOf(path)).toEqual(["logIn", "logInFromAddress"]);
  for (const path of ["accounts.signUp", "accounts.signUpForToken"])
    expect(limitsOf(path)).toEqual(["signUp"]);
  for (const path of ["events.approve", "events.reject"]) expect(limitsOf(path)).toContain("approve");
});
