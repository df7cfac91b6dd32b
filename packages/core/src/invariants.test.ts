import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkIn } from "./check-in/check-in.ts";
import { findBrokenInvariants } from "./invariants.ts";
import { type EventRow, type Person, register, startTestSystem, type TestSystem } from "./testing/test-system.ts";

interface Life {
  system: TestSystem;
  event: EventRow;
  other: EventRow;
  admin: Person;
  organizer: Person;
  /** Registered and not admitted. */
  guest: { person: Person; registrationId: string };
  /** Registered and admitted. */
  admitted: { registrationId: string; scanId: string };
}

let life: Life;
beforeEach(async () => {
  const system = await startTestSystem({ max: 2 });
  const organization = await system.makeOrganization();
  const admin = await organization.makeUser("admin");
  const organizer = await organization.makeUser("organizer");
  const event = await organization.makeEvent(organizer, { capacity: 5 });
  const other = await organization.makeEvent(organizer);
  const person = await organization.makeUser("member");
  const guest = await register(person, event);
  const ticket = await register(organizer, event);
  const { scanId } = await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
  life = {
    system,
    event,
    other,
    admin,
    organizer,
    guest: { person, registrationId: guest.id },
    admitted: { registrationId: ticket.id, scanId },
  };
});
afterEach(() => life.system.close());

test("nothing is broken in what the verbs made, nor in a fresh system", async () => {
  expect(await findBrokenInvariants(life.system.db)).toEqual([]);
  await life.system.sql`truncate organizations, users cascade`;
  expect(await findBrokenInvariants(life.system.db)).toEqual([]);
});

/** Each takes away what guards the invariant, where the database itself does, and breaks it as a faulty program would. */
const faults: Record<string, (life: Life) => Promise<unknown>> = {
  "registered_count is the number of registrations that are not cancelled": ({ system, event }) =>
    system.db
      .update(events)
      .set({ registeredCount: sql`${events.registeredCount} + 1` })
      .where(eq(events.id, event.id)),

  "no event has more registrations than seats": async ({ system, event }) => {
    await system.sql`alter table events drop constraint events_seats`;
    await system.db.update(events).set({ capacity: 1 }).where(eq(events.id, event.id));
  },

  "one registration per event and person": async ({ system, event, guest }) => {
    await system.sql`drop index registrations_event_user_key`;
    const [row] = await system.db.select().from(registrations).where(eq(registrations.id, guest.registrationId));
    await system.db.insert(registrations).values({ ...row!, id: uuidv7(), qrCode: "another" });
    await system.db.update(events).set({ registeredCount: 3 }).where(eq(events.id, event.id));
  },

  "one admission per ticket and check-in point": async ({ system, admitted }) => {
    await system.sql`alter table admissions drop constraint admissions_registration_id_check_in_point_id_pk`;
    await system.sql`insert into admissions select * from admissions where registration_id = ${admitted.registrationId}`;
  },

  "a checked-in registration has an admission, and an admission a checked-in registration": ({ system, guest }) =>
    system.db
      .update(registrations)
      .set({ status: "checked_in" })
      .where(eq(registrations.id, guest.registrationId)),

  "an admission was made by a scan of that ticket with the verdict admitted": async ({ system, event, organizer }) => {
    const { scanId } = await checkIn(organizer.ctx(), { qrCode: "hello", eventId: event.id });
    await system.db.update(admissions).set({ scanId });
  },

  "every organization has an admin": ({ system, admin }) =>
    system.db.update(memberships).set({ role: "member" }).where(eq(memberships.userId, admin.userId)),

  "a registration lies in the organization of its event": async ({ system, guest }) => {
    await system.sql`alter table registrations drop constraint registrations_event_fk`;
    const { organizationId } = await system.makeOrganization();
    await system.db
      .update(registrations)
      .set({ organizationId })
      .where(eq(registrations.id, guest.registrationId));
  },

  "every registration has the audit row of its making": async ({ system, guest }) => {
    await system.sql`alter table audit_log disable trigger all`;
    await system.sql`delete from audit_log where subject_id = ${guest.registrationId}`;
  },

  "the audit log's chain is whole: no row was changed, removed or slipped in": async ({ system, guest }) => {
    await system.sql`alter table audit_log disable trigger all`;
    await system.sql`update audit_log set actor_id = subject_id where subject_id = ${guest.registrationId}`;
  },

  "every audit row has its link in the chain": async ({ system, guest }) => {
    await system.sql`alter table audit_log disable trigger all`;
    await system.sql`
      insert into audit_log (id, organization_id, action, subject_type, subject_id)
      select ${uuidv7()}, organization_id, action, subject_type, subject_id
      from audit_log where subject_id = ${guest.registrationId}`;
  },
};

test.each(Object.entries(faults))("a fault is seen: %s", async (invariant, breakIt) => {
  await breakIt(life);
  const broken = await findBrokenInvariants(life.system.db);
  expect(broken.map((found) => found.invariant)).toContain(invariant);
  expect(broken.find((found) => found.invariant === invariant)?.examples).not.toEqual([]);
});

test("an admission whose registration is not checked in is seen too", async () => {
  await life.system.db
    .update(registrations)
    .set({ status: "registered" })
    .where(eq(registrations.id, life.admitted.registrationId));
  expect(await findBrokenInvariants(life.system.db)).toHaveLength(1);
});

test("there is a fault here for every invariant that is checked", async () => {
  const { system } = life;
  const answersAll = new Proxy(system.db, {
    get: (db, property) => (property === "execute" ? async () => [{ example: "x" }] : Reflect.get(db, property)),
  });
  const all = await findBrokenInvariants(answersAll);
  expect(all.map(({ invariant }) => invariant).toSorted()).toEqual(Object.keys(faults).toSorted());
});

test.each<[string, (life: Life) => Promise<unknown>]>([
  ["more registrations than seats", ({ system, event }) => system.db.update(events).set({ registeredCount: 6 }).where(eq(events.id, event.id))],
  ["fewer registrations than none", ({ system, event }) => system.db.update(events).set({ registeredCount: -1 }).where(eq(events.id, event.id))],
  ["an event that ends before it starts", ({ system, event }) => system.db.update(events).set({ endAt: event.startAt }).where(eq(events.id, event.id))],
  ["a registration in another tenant than its event", async ({ system, guest }) => {
    const { organizationId } = await system.makeOrganization();
    await system.db.update(registrations).set({ organizationId }).where(eq(registrations.id, guest.registrationId));
  }],
  ["a second registration of one person", async ({ system, guest }) => {
    const [row] = await system.db.select().from(registrations).where(eq(registrations.id, guest.registrationId));
    await system.db.insert(registrations).values({ ...row!, id: uuidv7(), qrCode: "another" });
  }],
  ["a second admission of one ticket", ({ system }) => system.sql`insert into admissions select * from admissions`],
  ["an altered scan", ({ system, admitted }) => system.db.update(scans).set({ verdict: "unknown" }).where(eq(scans.id, admitted.scanId))],
  ["an altered audit log", ({ system }) => system.sql`update audit_log set action = 'nothing'`],
  ["a shortened audit log", ({ system }) => system.sql`delete from audit_log`],
  ["an emptied audit log", ({ system }) => system.sql`truncate audit_log`],
])("the database itself refuses %s", async (_, breakIt) => {
  await expect(breakIt(life)).rejects.toThrow();
  expect(await findBrokenInvariants(life.system.db)).toEqual([]);
});
