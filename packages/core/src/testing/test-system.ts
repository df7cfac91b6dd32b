import type { Registration } from "@eventmaster/contract/registrations";
import type { Role } from "@eventmaster/contract/permissions";
import type { Database } from "@eventmaster/db/client";
import { auditLog } from "@eventmaster/db/schema/audit";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { createTestDatabase } from "@eventmaster/db/test-database";
import { asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { createAccessTokens } from "../accounts/access-tokens.ts";
import { createRefreshTokens, sessionExpiry } from "../accounts/refresh-tokens.ts";
import { loadTicketKeys } from "../check-in/ticket-keys.ts";
import type { Actor, Context, OrganizationId } from "../context.ts";
import { openJobQueue } from "../jobs/job-queue.ts";
import { createLiveFeed } from "../live/live-feed.ts";
import { createMailLinks } from "../notifications/mail-links.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import type { ProcessFacts } from "../system/get-system-state.ts";

/** What a context can be given otherwise than a request would have it. */
export interface ContextOptions {
  now?: Date | undefined;
  /** Another pool on the same database, as another server has. */
  db?: Database | undefined;
}

/** Somebody with an account, a role and a session. */
export interface Person {
  userId: string;
  email: string;
  displayName: string;
  actor: Actor;
  /** Each call is a request of its own, with its own request id. */
  ctx(options?: ContextOptions): Context;
}

type CheckInPointKind = (typeof checkInPoints.$inferSelect)["kind"];
export type EventRow = typeof events.$inferSelect;
export type EventFields = Partial<typeof events.$inferInsert>;

export const day = 24 * 60 * 60 * 1000;

/** An instant that many milliseconds away from now, to the second. */
export function inFuture(milliseconds: number): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000 + milliseconds);
}

/** A database of its own with everything that a verb's context needs: real ticket keys and access tokens, a silent logger. */
export async function startTestSystem(options: { max?: number } = {}) {
  const database = await createTestDatabase(options);
  const ticketKeys = await loadTicketKeys(database.db);
  const secretKey = "a secret key of which nothing but tests knows";
  const accessTokens = createAccessTokens(secretKey);
  const refreshTokens = createRefreshTokens(secretKey);
  const mailLinks = createMailLinks(secretKey);
  const jobs = await openJobQueue(database.db);
  const live = createLiveFeed(database.db, { warn: () => {} });
  const facts: ProcessFacts = {
    version: "0.0.0",
    startedAt: new Date(),
    mailMode: "outbox",
    limitStore: "postgres",
  };
  let made = 0;

  function contextFor(
    organizationId: OrganizationId,
    actor: Actor | null,
    { now = new Date(), db = database.db }: ContextOptions = {},
  ): Context {
    return {
      pool: db,
      organizationId,
      actor,
      now,
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      requestId: uuidv7(),
      ip: "192.0.2.1",
      userAgent: "tests",
      accessTokens,
      refreshTokens,
      ticketKeys,
      jobs,
      mailLinks,
      publicUrl: "https://events.test",
      webhooksReachPrivate: true,
    };
  }

  /** A tenant of its own, without anybody in it. */
  async function makeOrganization() {
    const id = uuidv7();
    await database.db
      .insert(organizations)
      .values({ id, slug: `organization-${id}`, name: "An organization" });
    const organizationId = id as OrganizationId;

    async function makeUser(role: Role, fields: Partial<typeof users.$inferInsert> = {}): Promise<Person> {
      const number = ++made;
      const userId = uuidv7();
      const sessionId = uuidv7();
      const email = fields.email ?? `${role}-${number}@company.test`;
      const displayName = fields.displayName ?? `${role} ${number}`;
      await database.db.insert(users).values({ id: userId, email, displayName, ...fields });
      await database.db.insert(memberships).values({ organizationId, userId, role });
      await database.db.insert(sessions).values({
        id: sessionId,
        userId,
        tokenHash: refreshTokens.first(sessionId).hash,
        expiresAt: sessionExpiry(new Date()),
      });
      const actor = { userId, role, sessionId, isPlatformAdmin: false };
      return { userId, email, displayName, actor, ctx: (at) => contextFor(organizationId, actor, at) };
    }

    /** Many people with that role; they have no session. */
    async function makeUsers(count: number, role: Role = "member"): Promise<Person[]> {
      const people = Array.from({ length: count }, (): Person => {
        const userId = uuidv7();
        const actor = { userId, role, sessionId: uuidv7(), isPlatformAdmin: false };
        const number = ++made;
        return {
          userId,
          email: `${role}-${number}@company.test`,
          displayName: `${role} ${number}`,
          actor,
          ctx: (at) => contextFor(organizationId, actor, at),
        };
      });
      await database.db
        .insert(users)
        .values(people.map(({ userId, email, displayName }) => ({ id: userId, email, displayName })));
      await database.db
        .insert(memberships)
        .values(people.map(({ userId }) => ({ organizationId, userId, role })));
      return people;
    }

    /** A published event with one entrance, a week from now, unless told otherwise. */
    async function makeEvent(organizer: Person, fields: EventFields = {}): Promise<EventRow> {
      const startAt = inFuture(7 * day);
      const [event] = await database.db
        .insert(events)
        .values({
          id: uuidv7(),
          organizationId,
          organizerId: organizer.userId,
          title: "An evening of talks",
          description: "Three talks and something to eat.",
          startAt,
          endAt: new Date(startAt.getTime() + 2 * 60 * 60 * 1000),
          location: "Hall 1",
          capacity: 50,
          status: "published",
          ...fields,
        })
        .returning();
      if (!event) throw new Error("The event was not made");
      await makeCheckInPoint(event, "Entrance");
      return event;
    }

    return {
      organizationId,
      anonymous: (at?: ContextOptions) => contextFor(organizationId, null, at),
      makeUser,
      makeUsers,
      makeEvent,
    };
  }

  async function makeCheckInPoint(
    event: EventRow,
    name: string,
    kind: CheckInPointKind = "gate",
  ): Promise<string> {
    const id = uuidv7();
    await database.db
      .insert(checkInPoints)
      .values({ id, organizationId: event.organizationId, eventId: event.id, name, kind });
    return id;
  }

  /** What the request of this context has written to the audit log. */
  async function auditOf(ctx: Context) {
    return database.db
      .select({
        action: auditLog.action,
        subjectType: auditLog.subjectType,
        subjectId: auditLog.subjectId,
        actorId: auditLog.actorId,
        organizationId: auditLog.organizationId,
        details: auditLog.details,
      })
      .from(auditLog)
      .where(eq(auditLog.requestId, ctx.requestId))
      .orderBy(asc(auditLog.id));
  }

  /** The mails that wait to be sent to this address, oldest first, and the token that the last one's link carries. */
  async function mailsTo(email: string) {
    const rows = await database.sql<{ kind: string; about: Record<string, unknown> }[]>`
      select data -> 'payload' ->> 'kind' as kind, data -> 'payload' -> 'about' as about from pgboss.job
      where name = 'mail.send' and (data -> 'payload' ->> 'to' = ${email}
        or data -> 'payload' ->> 'to' is null
          and data -> 'payload' ->> 'userId' in (select id::text from users where email = ${email}))
      order by id`;
    const links = rows.map(({ about }) => (typeof about["link"] === "string" ? about["link"] : ""));
    return {
      kinds: rows.map(({ kind }) => kind),
      abouts: rows.map(({ about }) => about),
      links,
      lastToken: () =>
        /token=([\w-]+)/u.exec(links.findLast((link) => link.includes("token=")) ?? "")?.[1] ?? "",
    };
  }

  return {
    database,
    db: database.db,
    sql: database.sql,
    accessTokens,
    refreshTokens,
    ticketKeys,
    jobs,
    mailLinks,
    live,
    facts,
    contextFor,
    makeOrganization,
    makeCheckInPoint,
    auditOf,
    mailsTo,
    close: async () => {
      await live.close();
      await jobs.close();
      await database.close();
    },
  };
}

export type TestSystem = Awaited<ReturnType<typeof startTestSystem>>;
export type TestOrganization = Awaited<ReturnType<TestSystem["makeOrganization"]>>;

/** Registers a person as they would do it themselves. */
export function register(person: Person, event: { id: string }): Promise<Registration> {
  return registerForEvent(person.ctx(), { eventId: event.id });
}
