import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { imports } from "@eventmaster/db/schema/imports";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { transaction } from "../context.ts";
import { cancelEvent } from "../events/decide-event.ts";
import { deleteEvent } from "../events/delete-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { doJobs } from "../testing/do-jobs.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { type EventRow, type Person, register, type TestOrganization } from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { untilWaiting } from "../testing/waiting.ts";
import { getImport } from "./get-import.ts";
import { importPeople } from "./import-people.ts";

let servers: TwoServers;
let organization: TestOrganization;
let organizer: Person;
let event: EventRow;
let made = 0;
beforeAll(async () => {
  servers = await startTwoServers();
});
afterAll(() => servers.close());
beforeEach(async () => {
  organization = await servers.system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  await organization.makeUser("admin");
  event = await organization.makeEvent(organizer, { capacity: 620 });
});

const whole = async () => expect(await findBrokenInvariants(servers.system.db)).toEqual([]);
const newcomers = (count: number) =>
  Array.from({ length: count }, () => `newcomer-${String(++made).padStart(6, "0")}@people.test`);
const fileOf = (emails: string[]) => ["email,name", ...emails.map((email) => `${email},Zoë`)].join("\n");
const inputFor = (emails: string[], importId = uuidv7()) =>
  ({ eventId: event.id, csv: fileOf(emails), mode: "all_or_nothing", dryRun: false, importId }) as const;

/**
 * An import of 600 people that has done its first 500 and cannot go on while `meanwhile` runs: somebody on the other server
 * is making an account with the address of one of the last.
 */
async function importDuring(meanwhile: (importId: string) => Promise<void>): Promise<Promise<unknown>> {
  const emails = newcomers(600);
  const input = inputFor(emails);
  const released = new Error("released");
  let importing: Promise<unknown> | undefined;
  await servers.otherServer.db
    .transaction(async (tx) => {
      await tx.insert(users).values({ id: uuidv7(), email: emails[560]!, displayName: "Zoë" });
      importing = importPeople(organizer.ctx(), input).catch((error: unknown) => error);
      await untilWaiting(servers.system);
      await meanwhile(input.importId);
      throw released;
    })
    .catch((error: unknown) => {
      if (error !== released) throw error;
    });
  return importing;
}

describe("while an import goes on", () => {
  test("others register for the event, its progress can be asked, and no seat of the file's people goes to anybody", async () => {
    const others = await organization.makeUsers(21);
    const result = await importDuring(async (importId) => {
      const outcomes = await countOutcomes(others.map((person) => register(person, event)));
      expect(outcomes).toEqual({ ok: 20, event_full: 1 });
      expect(await getImport(organizer.ctx(), { eventId: event.id })).toMatchObject({
        importId,
        status: "running",
        total: 600,
        done: 500,
        result: null,
      });
      await whole();
    });
    expect(result).toMatchObject({ isApplied: true, registered: 600, newPeople: 600, stoppedBy: null });
    expect(await getImport(organizer.ctx(), { eventId: event.id })).toMatchObject({
      status: "done",
      done: 600,
    });
    await whole();
  });

  test("control: with the event's row locked from its beginning, others wait for its end", async () => {
    const [person] = await organization.makeUsers(1);
    const released = new Error("released");
    let registering: Promise<unknown> | undefined;
    await transaction(organizer.ctx(servers.serverOf(1)), async (ctx) => {
      await lockEvent(ctx, event.id);
      registering = register(person!, event);
      await untilWaiting(servers.system);
      throw released;
    }).catch((error: unknown) => {
      if (error !== released) throw error;
    });
    expect(await registering).toMatchObject({ status: "registered" });
  });

  test("it ends where the event is called off, and holds no seat any more", async () => {
    const result = await importDuring(async () => {
      await cancelEvent(organizer.ctx(), { eventId: event.id });
    });
    expect(result).toMatchObject({
      isApplied: true,
      registered: 500,
      stoppedBy: "event_cancelled",
      notReached: 100,
    });
    expect(await getImport(organizer.ctx(), { eventId: event.id })).toMatchObject({
      status: "stopped",
      done: 500,
    });
    const [row] = await servers.system.db.select().from(events).where(eq(events.id, event.id));
    expect(row).toMatchObject({ registeredCount: 500, offeredCount: 0 });
    await whole();
  });

  test("the event can be renamed, and every ticket has its new title", async () => {
    const admin = await organization.makeUser("admin");
    let renaming: Promise<unknown> | undefined;
    await importDuring(async () => {
      renaming = updateEvent(admin.ctx(), { eventId: event.id, title: "Renamed" });
      await untilWaiting(servers.system, 2);
    });
    expect(await renaming).toMatchObject({ title: "Renamed" });
    await whole();
  });

  test("and is deleted, nothing of it stays but people", async () => {
    let deleting: Promise<unknown> | undefined;
    const result = await importDuring(async () => {
      deleting = deleteEvent(organizer.ctx(), { eventId: event.id });
      await untilWaiting(servers.system, 2);
    });
    await deleting;
    expect([{ registered: 600 }, { code: "not_found" }]).toContainEqual(
      expect.objectContaining(result instanceof Error ? { code: "not_found" } : { registered: 600 }),
    );
    expect(await servers.system.db.$count(imports, eq(imports.eventId, event.id))).toBe(0);
    await whole();
  });
});

describe("an import that is sent twice", () => {
  test("is one import, whether the first goes on still or has ended", async () => {
    const input = inputFor(newcomers(300));
    const [one, other] = await Promise.all([
      importPeople(organizer.ctx(), input),
      importPeople(organizer.ctx(servers.serverOf(1)), input),
    ]);
    expect(one).toMatchObject({ isApplied: true, registered: 300 });
    expect(other).toEqual(one);
    expect(await importPeople(organizer.ctx(), input)).toEqual(one);
    const made = and(
      eq(auditLog.organizationId, organization.organizationId),
      eq(auditLog.action, "registration.create"),
    );
    expect(await servers.system.db.$count(auditLog, made)).toBe(300);
    await whole();
  });

  test("by two people at once with overlapping files registers everybody once", async () => {
    const emails = newcomers(300);
    const admin = await organization.makeUser("admin");
    const outcomes = await countOutcomes([
      importPeople(organizer.ctx(), inputFor(emails)),
      importPeople(admin.ctx(servers.serverOf(1)), inputFor(emails.toReversed())),
    ]);
    expect(outcomes).toEqual({ ok: 2 });
    const [row] = await servers.system.db.select().from(events).where(eq(events.id, event.id));
    expect(row).toMatchObject({ registeredCount: 300, offeredCount: 0 });
    await whole();
  });
});

describe("an import whose server dies", () => {
  /** Carries out so many transactions, and fails from then on. */
  function dyingAfter(count: number) {
    let begun = 0;
    return new Proxy(servers.system.db, {
      get(target, property, receiver) {
        if (property === "transaction" && ++begun > count) throw new Error("The server is gone");
        return Reflect.get(target, property, receiver) as unknown;
      },
    });
  }

  async function halfDone() {
    const input = inputFor(newcomers(600));
    // It looks for the id, begins, reads its plan, and registers one part.
    await expect(importPeople(organizer.ctx({ db: dyingAfter(4) }), input)).rejects.toThrow("gone");
    expect(await getImport(organizer.ctx(), { eventId: event.id })).toMatchObject({
      status: "running",
      done: 250,
    });
    await whole();
    return input;
  }
  const inAMinute = () => ({ now: new Date(Date.now() + 70_000) });
  const look = () => doJobs(servers.system, organization, ["registrations.continue-import"], inAMinute());
  const silentFor = (interval: string) =>
    servers.system.db
      .update(imports)
      .set({
        touchedAt: sql`now() - ${interval}::interval`,
        createdAt: sql`now() - ${interval}::interval`,
      })
      .where(eq(imports.eventId, event.id));

  test("is carried on by a job, once it has said nothing for half a minute", async () => {
    await halfDone();
    expect(await look()).toBe(1);
    expect(await getImport(organizer.ctx(), { eventId: event.id })).toMatchObject({ status: "running" });
    await silentFor("1 minute");
    await servers.system
      .sql`update pgboss.job set start_after = now() where name = 'registrations.continue-import'`;
    expect(await look()).toBe(1);
    expect(await getImport(organizer.ctx(), { eventId: event.id })).toMatchObject({
      status: "done",
      result: { registered: 600, newPeople: 600 },
    });
    await whole();
  });

  test("is carried on by whoever sends it again", async () => {
    const input = await halfDone();
    expect(await importPeople(organizer.ctx(), input)).toMatchObject({ registered: 600 });
    await whole();
  });

  test("is given up after two hours, and its seats are anybody's", async () => {
    await halfDone();
    await silentFor("3 hours");
    await look();
    expect(await getImport(organizer.ctx(), { eventId: event.id })).toMatchObject({
      status: "stopped",
      result: { registered: 250, stoppedBy: "internal" },
    });
    const [row] = await servers.system.db.select().from(events).where(eq(events.id, event.id));
    expect(row).toMatchObject({ registeredCount: 250, offeredCount: 0 });
    await whole();
  });
});
