import { rateLimits } from "@eventmaster/contract/rate-limits";
import { deadLetters } from "@eventmaster/db/job-queues";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Context, transaction } from "../context.ts";
import { suppressionIn } from "../testing/mail-things.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { createRateLimiter } from "../rate-limits/rate-limiter.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type ContextOptions,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { getSystemState } from "./get-system-state.ts";
import { retryGivenUpJobs } from "./retry-given-up-jobs.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin", { isPlatformAdmin: true });
  admin = { ...admin, ctx: (at) => asPlatformAdmin(organization.organizationId, admin, at) };
});
afterAll(() => system.close());

function asPlatformAdmin(organizationId: Context["organizationId"], person: Person, at?: ContextOptions) {
  return system.contextFor(organizationId, { ...person.actor, isPlatformAdmin: true }, at);
}

const stateOf = (ctx: Context) => getSystemState(ctx, system.facts, system.live.watcherCount());

/** A mail in the queue as a worker would have left it. */
async function mailThat(state: "waits" | "failed once" | "was given up"): Promise<string> {
  const to = `${state.replaceAll(" ", "-")}@company.test`;
  await transaction(admin.ctx(), (ctx) =>
    enqueueMail(ctx, { to, userId: null, kind: "reset_password", about: { link: "A secret link" } }),
  );
  const [job] = await system.sql<{ id: string }[]>`
    select id from pgboss.job where data -> 'payload' ->> 'to' = ${to} order by id desc limit 1`;
  const output = JSON.stringify({ error: "SMTP EENVELOPE RCPT 550" });
  if (state === "failed once")
    await system.sql`update pgboss.job set state = 'retry', retry_count = 1, output = ${output}::text::jsonb where id = ${job!.id}`;
  if (state === "was given up")
    await system.sql`update pgboss.job set name = ${deadLetters}, source_name = 'mail.send', source_id = id,
      source_retry_count = 5, source_output = ${output}::text::jsonb where id = ${job!.id}`;
  return job!.id;
}

test("says of each queue what waits, what is tried again and what was given up, and why, without a word of it", async () => {
  await mailThat("waits");
  await suppressionIn(system, organization);
  const again = await mailThat("failed once");
  const givenUp = await mailThat("was given up");
  const state = await stateOf(admin.ctx());
  expect(state.queues.find(({ name }) => name === "mail.send")).toEqual({
    name: "mail.send",
    waiting: 1,
    scheduled: 0,
    retrying: 1,
    active: 0,
    givenUp: 1,
  });
  expect(state.mail).toEqual({ mode: "outbox", waiting: 1, retrying: 1, givenUp: 1, suppressed: 1 });
  expect(state.failures).toEqual([
    expect.objectContaining({ id: givenUp, queue: "mail.send", state: "given_up", attempts: 6 }),
    expect.objectContaining({ id: again, queue: "mail.send", state: "retrying", attempts: 1 }),
  ]);
  for (const failure of state.failures)
    expect(failure).toMatchObject({ kind: "reset_password", error: "SMTP EENVELOPE RCPT 550" });
  expect(JSON.stringify(state)).not.toMatch(/company\.test|secret link/u);
  expect(state.warnings).toEqual([{ code: "no_mail_server" }, { code: "jobs_given_up", jobs: 1 }]);

  const ctx = admin.ctx();
  expect(await retryGivenUpJobs(ctx)).toEqual({ retried: 1 });
  expect(await system.auditOf(ctx)).toMatchObject([{ action: "system.retry_jobs", details: { retried: 1 } }]);
  expect((await stateOf(admin.ctx())).mail).toMatchObject({ waiting: 2, givenUp: 0 });

  const second = admin.ctx();
  expect(await retryGivenUpJobs(second)).toEqual({ retried: 0 });
  expect(await system.auditOf(second)).toEqual([]);
});

test("says what the database is and who is connected to it", async () => {
  const { database, connections } = await stateOf(admin.ctx());
  expect(database.version).toMatch(/^18\./u);
  expect(database.sizeBytes).toBeGreaterThan(1_000_000);
  expect(database.newestMigrationAt).not.toBeNull();
  expect(connections.reduce((sum, { connections: count }) => sum + count, 0)).toBeGreaterThan(0);
});

test("says how many each rate limit counts and refuses, and not whom", async () => {
  const limiter = createRateLimiter({ kind: "postgres", db: system.db });
  const ctx = admin.ctx();
  const request = { ip: "198.51.100.7", userId: null, email: "victim@company.test" };
  for (let attempt = 0; attempt <= rateLimits.logIn.points; attempt++)
    await limiter.take(["logIn"], request, ctx.logger);
  await limiter.take(["logIn"], { ...request, ip: "198.51.100.8" }, ctx.logger);
  const state = await stateOf(ctx);
  expect(state.rateLimits.limits.map(({ name }) => name)).toEqual(Object.keys(rateLimits));
  expect(state.rateLimits.limits.find(({ name }) => name === "logIn")).toMatchObject({
    counted: 2,
    atLimit: 1,
  });
  // A name that begins like another one is not counted with it.
  expect(state.rateLimits.limits.find(({ name }) => name === "logInFromAddress")).toMatchObject({
    counted: 0,
  });
  expect(JSON.stringify(state)).not.toContain("198.51.100");
});

test("counts who watches at this process", async () => {
  const stopping = new AbortController();
  const follower = await system.live.follow(organization.organizationId, stopping.signal);
  expect((await stateOf(admin.ctx())).live).toEqual({ watchers: 1 });
  follower.stop();
  expect((await stateOf(admin.ctx())).live).toEqual({ watchers: 0 });
});

test("is for the platform's admin: an organization's admin is refused, and so is a machine", async () => {
  const local = await organization.makeUser("admin");
  const machine = system.contextFor(organization.organizationId, {
    ...admin.actor,
    isPlatformAdmin: true,
    sessionId: null,
    apiKey: { id: admin.userId, actions: ["system:read", "system:manage"] },
  });
  for (const ctx of [local.ctx(), machine]) {
    await expectRefusal(system, ctx, stateOf, "forbidden");
    await expectRefusal(system, ctx, retryGivenUpJobs, "forbidden");
  }
  await expectRefusal(system, organization.anonymous(), stateOf, "not_signed_in");
});
