import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { PgBoss } from "pg-boss";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { transaction } from "../context.ts";
import { enqueueMail, enqueueMails, type Mail } from "../notifications/enqueue-mail.ts";
import { createSmtpMailer } from "../notifications/smtp-mailer.ts";
import { type MailServer, startMailServer } from "../testing/mail-server.ts";
import { startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { createJobHandlers, type JobHandlers } from "./job-handlers.ts";
import { startWorker, type Worker } from "./worker.ts";

let system: TestSystem;
let organization: TestOrganization;
/** What a test opened, to be closed in reverse. */
let opened: (() => Promise<unknown> | void)[];
let logged: { details: object; message: string }[];

beforeEach(async () => {
  system = await startTestSystem({ max: 4 });
  organization = await system.makeOrganization();
  logged = [];
  opened = [system.close];
});
afterEach(async () => {
  for (const close of opened.toReversed()) await close();
});

const mail: Mail = {
  to: "ada@company.test",
  userId: null,
  kind: "waitlist_offer",
  about: {
    eventTitle: "Čaj & 🍰",
    link: "https://events.test/offer/s3cret",
    expiresAt: "2026-07-01T10:00:00.000Z",
    timeZone: "Europe/Berlin",
  },
};

async function mailServer(...answers: Parameters<typeof startMailServer>): Promise<MailServer> {
  const server = await startMailServer(...answers);
  opened.push(server.close);
  return server;
}

/** A worker that sends to that SMTP server, or does with the jobs what a test wants. */
async function work(target: { smtp: string } | { handlers: JobHandlers }): Promise<Worker> {
  const log = (details: object, message: string) => void logged.push({ details, message });
  const handlers = "smtp" in target ? sendingTo(target.smtp) : target.handlers;
  const worker = await startWorker({
    url: system.database.url,
    services: organization.anonymous(),
    handlers,
    logger: { info: log, warn: log, error: log },
  });
  opened.push(worker.stop);
  return worker;
}

function sendingTo(url: string): JobHandlers {
  const mailer = createSmtpMailer({ url, from: "EventMaster <events@events.test>" });
  opened.push(mailer.close);
  return createJobHandlers({ mailer });
}

async function send(...mails: Mail[]): Promise<void> {
  await transaction(organization.anonymous(), (ctx) => enqueueMails(ctx, mails));
}

/** Jobs that are tried again are so at once. */
async function retryAtOnce(): Promise<void> {
  await system.sql`update pgboss.queue set retry_delay = 0, retry_backoff = false where name = 'mail.send'`;
}

interface JobRow {
  id: string;
  name: string;
  state: string;
  retryCount: number;
  data: { payload: Mail };
  seconds: number;
}

async function untilCompleted(count: number): Promise<void> {
  for (let done = 0; done < count;) {
    const [row] = await system.sql<{ done: number }[]>`
      select count(*)::int as done from pgboss.job where name = 'mail.send' and state = 'completed'`;
    done = row?.done ?? 0;
  }
}

/** The jobs of a queue, once so many are in that state. */
async function jobsIn(name: string, state: string, count = 1): Promise<JobRow[]> {
  for (;;) {
    const jobs = await system.sql<JobRow[]>`
      select id, name, state, retry_count as "retryCount", data, extract(epoch from start_after - now())::float as seconds
      from pgboss.job where name = ${name} and state = ${state}`;
    if (jobs.length >= count) return [...jobs];
  }
}

test("a mail reaches its person as it was written, and is gone from the queue's open jobs", async () => {
  const server = await mailServer();
  await work({ smtp: server.url });
  await send(mail);
  await server.untilReceived(1);
  const [got] = server.received;
  expect(got).toMatchObject({
    subject: "A seat is free: Čaj & 🍰",
    text: expect.stringContaining("https://events.test/offer/s3cret"),
    from: { value: [{ name: "EventMaster", address: "events@events.test" }] },
    to: { value: [{ address: mail.to }] },
  });
  expect(got?.html).toContain("“Čaj &amp; 🍰”");
  expect(got?.headers.get("auto-submitted")).toBe("auto-generated");
  expect(await jobsIn("mail.send", "completed")).toHaveLength(1);
});

test("two workers share the work, and each mail is sent once", async () => {
  const server = await mailServer();
  await Promise.all([work({ smtp: server.url }), work({ smtp: server.url })]);
  const mails = Array.from({ length: 60 }, (_, number) => ({ ...mail, to: `person-${number}@company.test` }));
  await send(...mails);
  await server.untilReceived(60);
  const recipients = server.received.map(({ to }) => (Array.isArray(to) ? "" : to?.text));
  expect(new Set(recipients).size).toBe(60);
  expect(server.attempts()).toBe(60);
});

describe("a failure that may pass", () => {
  test("is tried again until it has passed; the copy is known as the same mail", async () => {
    const server = await mailServer((attempt) => (attempt < 3 ? 451 : "accepted"));
    await retryAtOnce();
    await work({ smtp: server.url });
    await send(mail);
    await server.untilReceived(1);
    expect(server.attempts()).toBe(3);
    const [job] = await jobsIn("mail.send", "completed");
    expect(job?.retryCount).toBe(2);
  });

  test("waits longer each time, as the queue is made", async () => {
    const server = await mailServer(() => 451);
    await work({ smtp: server.url });
    await send(mail);
    const [first] = await jobsIn("mail.send", "retry");
    expect(first?.seconds).toBeGreaterThan(55);
    expect(first?.seconds).toBeLessThanOrEqual(121);

    // As if that time had passed, and two more failures with it.
    await system.sql`update pgboss.job set start_after = now(), retry_count = 3 where name = 'mail.send'`;
    await server.untilAttempts(2);
    const [later] = await jobsIn("mail.send", "retry");
    expect(later?.seconds).toBeGreaterThan(470);
  });

  test("ends among the dead letters after the sixth attempt, whole", async () => {
    const server = await mailServer(() => 451);
    await retryAtOnce();
    await work({ smtp: server.url });
    await send(mail);
    const [letter] = await jobsIn("dead_letters", "created");
    expect(letter?.data.payload).toEqual(mail);
    expect(server.attempts()).toBe(6);
  });

  test("a mail server that is down does not keep the worker from starting", async () => {
    const server = await startMailServer();
    await server.close();
    await work({ smtp: server.url });
    await send(mail);
    const [job] = await jobsIn("mail.send", "retry");
    expect(job?.retryCount).toBe(0);
  });
});

describe("a failure that is final", () => {
  test("is not tried again", async () => {
    const server = await mailServer(() => 550);
    await retryAtOnce();
    await work({ smtp: server.url });
    await send(mail);
    const [letter] = await jobsIn("dead_letters", "created");
    expect(letter?.data.payload).toEqual(mail);
    // Another mail afterwards: had the first been tried again, it would have come before.
    await send(mail);
    await jobsIn("dead_letters", "created", 2);
    expect(server.attempts()).toBe(2);
  });

  test("can be tried again by hand, once its cause is mended", async () => {
    const server = await mailServer((attempt) => (attempt === 1 ? 550 : "accepted"));
    await work({ smtp: server.url });
    await send(mail);
    await jobsIn("dead_letters", "created");
    expect(await system.db.transaction((tx) => system.jobs.retryGivenUp(tx))).toBe(1);
    await server.untilReceived(1);
    expect(await system.db.transaction((tx) => system.jobs.retryGivenUp(tx))).toBe(0);
  });

  test("so is a job that nobody can read", async () => {
    await transaction(organization.anonymous(), async (ctx) => {
      const data = { organizationId: ctx.organizationId, requestId: ctx.requestId, payload: { to: 5 } };
      await ctx.jobs.add(ctx.db, "mail.send", [{ data }]);
    });
    const server = await mailServer();
    await work({ smtp: server.url });
    expect(await jobsIn("dead_letters", "created")).toHaveLength(1);
    expect(server.attempts()).toBe(0);
  });
});

test("the log says what happened, and neither to whom nor what was in it", async () => {
  const server = await mailServer((attempt) => (attempt === 1 ? 451 : attempt === 2 ? 550 : "accepted"));
  await retryAtOnce();
  await work({ smtp: server.url });
  await send(mail);
  await jobsIn("dead_letters", "created");
  await send(mail);
  await server.untilReceived(1);
  await jobsIn("mail.send", "completed");
  expect(logged.map(({ message }) => message)).toEqual([
    "job failed: it is tried again later",
    "job given up: it is among the dead letters",
    "job done",
  ]);
  expect(logged[0]?.details).toMatchObject({ job: "mail.send", attempt: 1, error: "SMTP EMESSAGE DATA 451" });
  const [output] = await system.sql`select json_agg(output)::text as text from pgboss.job`;
  const kept = JSON.stringify(logged) + String(output?.["text"]);
  expect(kept).not.toMatch(/company\.test|s3cret|seat is free/u);
});

test("a handler acts for the organization that asked, as nobody, in its own transaction", async () => {
  const event = await organization.makeEvent(await organization.makeUser("organizer"));
  const other = await system.makeOrganization();
  await other.makeEvent(await other.makeUser("organizer"));
  const done = Promise.withResolvers<object>();
  await work({
    handlers: {
      ...sendingTo("smtp://127.0.0.1:1"),
      "mail.send": (ctx) =>
        transaction(ctx, async ({ db, actor, ip }) => {
          const { events } = await import("@eventmaster/db/schema/events");
          done.resolve({ actor, ip, seen: await db.select({ id: events.id }).from(events) });
        }),
    },
  });
  await transaction(organization.anonymous(), (ctx) => enqueueMail(ctx, mail));
  expect(await done.promise).toEqual({ actor: null, ip: null, seen: [{ id: event.id }] });
});

describe("no mail is lost", () => {
  test("when a worker is stopped while it waits for the mail server: it ends in time, and the mail is put back", async () => {
    const server = await mailServer((attempt) => (attempt === 1 ? "silence" : "accepted"));
    await retryAtOnce();
    const worker = await work({ smtp: server.url });
    await send(mail);
    await server.untilAttempts(1);
    const begin = performance.now();
    await worker.stop();
    expect(performance.now() - begin).toBeLessThan(4000);

    await work({ smtp: server.url });
    await server.untilReceived(1);
  });

  test("when a worker is killed amid a thousand: all arrive, and twice only those whose answer it never heard", async () => {
    const count = 1000;
    // Five connections: the worker is stuck at the fifth mail whose answer does not come.
    const first = await mailServer((attempt) => (attempt <= 400 ? "accepted" : "accepted unheard"));
    await retryAtOnce();
    const mails = Array.from({ length: count }, (_, number) => ({
      ...mail,
      to: `person-${number}@company.test`,
    }));
    await send(...mails);
    const script = join(import.meta.dirname, "../testing/work-off-mails.ts");
    const child = spawn(process.execPath, [script, system.database.url, first.url], { stdio: "ignore" });
    await first.untilReceived(405);
    await untilCompleted(400);
    child.kill("SIGKILL");
    await once(child, "exit");

    // As if the half minute had passed in which a worker must give a sign of life.
    await system.sql`
      update pgboss.job set started_on = started_on - interval '1 hour', heartbeat_on = heartbeat_on - interval '1 hour'
      where state = 'active'`;
    const supervisor = new PgBoss({
      connectionString: system.database.url,
      max: 1,
      supervise: false,
      schedule: false,
    });
    opened.push(() => supervisor.stop({ graceful: false }));
    await supervisor.start();
    await supervisor.supervise("mail.send");

    const second = await mailServer();
    await work({ smtp: second.url });
    await second.untilReceived(600);
    await untilCompleted(count);
    const idsOf = ({ received }: MailServer) => received.map(({ messageId }) => messageId ?? "");
    const [before, after] = [idsOf(first), idsOf(second)];
    expect(new Set([...before, ...after]).size).toBe(count);
    const twice = [...before, ...after].filter((id, index, all) => all.indexOf(id) !== index);
    expect(twice.toSorted()).toEqual(before.slice(400).toSorted());
    // The same mail, so that programs can show it once.
    expect(twice).toHaveLength(5);
  }, 120_000);
});
