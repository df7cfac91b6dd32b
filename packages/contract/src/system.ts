import { z } from "zod";
import { limitSubjects } from "./rate-limits.ts";
import { idOut, instantOut } from "./text.ts";

const count = z.number();

/**
 * The kinds of job, each with a queue of its own. The queues are part of the schema, like tables: `migrateDatabase` makes them,
 * so that whoever sends has nothing to prepare. What each carries and what works it off is in core (`jobs/job-payloads.ts`,
 * `jobs/job-handlers.ts`).
 */
export const jobNames = [
  "mail.send",
  "event.tell-change",
  "event.tell-cancellation",
  "event.tell-deletion",
  "event.remind",
  "event.send-message",
  "reminders.look",
  "waitlist.expire-offers",
  "system.keep-house",
  "webhook.deliver",
  "wallet.update",
  "waitlist.close",
  "waitlist.tell-closed",
  "registrations.tell-registered",
  "registrations.tell-cancelled",
  "registrations.continue-import",
] as const;
export type JobName = (typeof jobNames)[number];

/** One kind of job: how many wait for their turn, for a later time, for another attempt; are at work; were given up. */
const queueState = z.object({
  name: z.string(),
  waiting: count,
  scheduled: count,
  retrying: count,
  active: count,
  givenUp: count,
});

/** A job that did not work. `error` is codes and names: no address and no text of a mail. */
const jobFailure = z.object({
  id: idOut,
  queue: z.string(),
  /** Of a mail: what it is about. */
  kind: z.string().nullable(),
  state: z.enum(["retrying", "given_up"]),
  error: z.string().nullable(),
  attempts: count,
  createdAt: instantOut,
  nextAttemptAt: instantOut.nullable(),
});

/** `counted`: who is being counted right now; `atLimit`: who has used it up. Null where Redis does the counting. */
const limitState = z.object({
  name: z.string(),
  points: count,
  seconds: count,
  per: z.enum(limitSubjects),
  counted: count.nullable(),
  atLimit: count.nullable(),
});

/** What somebody should do something about; the apps say it in their reader's language. */
const systemWarning = z.discriminatedUnion("code", [
  /** No mail server is set: mails are kept as files and reach nobody. */
  z.object({ code: z.literal("no_mail_server") }),
  z.object({ code: z.literal("rate_limits_off") }),
  z.object({ code: z.literal("jobs_given_up"), jobs: count }),
]);

/** How the system is, for whoever runs it. Counts only: no tenant's data is in it. */
export const systemState = z.object({
  version: z.string(),
  /** Of the server process that answers. */
  startedAt: instantOut,
  now: instantOut,
  database: z.object({
    version: z.string(),
    sizeBytes: count,
    /** When the newest migration was written, which tells one version's database from another's; not when it ran here. */
    newestMigrationAt: instantOut.nullable(),
  }),
  /** What is connected to the database, by what it is: servers, workers, listeners. */
  connections: z.array(z.object({ name: z.string(), connections: count })),
  mail: z.object({
    /** `outbox`: mails are kept as files, and reach nobody. */
    mode: z.enum(["smtp", "outbox"]),
    waiting: count,
    retrying: count,
    givenUp: count,
    /** Addresses that get no mail of some organization, because what was sent there came back. */
    suppressed: count,
  }),
  queues: z.array(queueState),
  /** The newest twenty. */
  failures: z.array(jobFailure),
  rateLimits: z.object({ store: z.enum(["postgres", "redis", "off"]), limits: z.array(limitState) }),
  /** Who watches a live page at the server process that answers. */
  live: z.object({ watchers: count }),
  warnings: z.array(systemWarning),
});
export type SystemState = z.infer<typeof systemState>;

export const retriedJobs = z.object({ retried: count });
