import type { Transaction } from "@eventmaster/db/client";
import { auditLog } from "@eventmaster/db/schema/audit";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkIn } from "./check-in/check-in.ts";
import { type BrokenInvariant, findBrokenInvariants } from "./invariants.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestSystem,
} from "./testing/test-system.ts";

let system: TestSystem;
let event: EventRow;
let admin: Person;
let otherOrganizationId: string;
/** Registered and not admitted. */
let guestId: string;
/** Registered and admitted. */
let admittedId: string;
/** A scan that admitted nobody. */
let refusedScanId: string;
beforeAll(async () => {
  system = await startTestSystem({ max: 2 });
  const organization = await system.makeOrganization();
  admin = await organization.makeUser("admin");
  const organizer = await organization.makeUser("organizer");
  event = await organization.makeEvent(organizer, { capacity: 5 });
  guestId = (await register(await organization.makeUser("member"), event)).id;
  const ticket = await register(organizer, event);
  admittedId = ticket.id;
  await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
  refusedScanId = (await checkIn(organizer.ctx(), { qrCode: "hello", eventId: event.id })).scanId;
  otherOrganizationId = (await system.makeOrganization()).organizationId;
});
afterAll(() => system.close());

type Fault = (tx: Transaction) => Promise<unknown>;

/** What is found broken after the fault, which is then undone. */
async function brokenBy(fault: Fault): Promise<BrokenInvariant[]> {
  const undo = new Error("undo");
  let broken: BrokenInvariant[] = [];
  const attempt = system.db.transaction(async (tx) => {
    await fault(tx);
    broken = await findBrokenInvariants(tx);
    throw undo;
  });
  await attempt.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return broken;
}

async function copyRegistration(tx: Transaction): Promise<void> {
  const [row] = await tx.select().from(registrations).where(eq(registrations.id, guestId));
  await tx.insert(registrations).values({ ...row!, id: uuidv7(), qrCode: "another" });
}

const drop = (tx: Transaction, table: string, constraint: string) =>
  tx.execute(sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(constraint)}`);

/** Each takes away what guards the invariant, where the database itself does, and breaks it as a faulty program would. */
const faults: Record<string, Fault> = {
  "registered_count is the number of registrations that are not cancelled": (tx) =>
    tx
      .update(events)
      .set({ registeredCount: sql`${events.registeredCount} + 1` })
      .where(eq(events.id, event.id)),

  "no event has more registrations than seats": async (tx) => {
    await drop(tx, "events", "events_seats");
    await tx.update(events).set({ capacity: 1 }).where(eq(events.id, event.id));
  },

  "one registration per event and person": async (tx) => {
    await tx.execute(sql`drop index registrations_event_user_key`);
    await copyRegistration(tx);
  },

  "one admission per ticket and check-in point": async (tx) => {
    await drop(tx, "admissions", "admissions_registration_id_check_in_point_id_pk");
    await tx.execute(sql`insert into admissions select * from admissions`);
  },

  "a checked-in registration has an admission, and an admission a checked-in registration": (tx) =>
    tx.update(registrations).set({ status: "checked_in" }).where(eq(registrations.id, guestId)),

  "an admission was made by a scan of that ticket with the verdict admitted": (tx) =>
    tx.update(admissions).set({ scanId: refusedScanId }),

  "every organization has an admin": (tx) =>
    tx.update(memberships).set({ role: "member" }).where(eq(memberships.userId, admin.userId)),

  "a registration lies in the organization of its event": async (tx) => {
    await drop(tx, "registrations", "registrations_event_fk");
    await tx
      .update(registrations)
      .set({ organizationId: otherOrganizationId })
      .where(eq(registrations.id, guestId));
  },

  "every registration has the audit row of its making": async (tx) => {
    await tx.execute(sql`alter table audit_log disable trigger all`);
    await tx.delete(auditLog).where(eq(auditLog.subjectId, guestId));
  },

  "the audit log's chain is whole: no row was changed, removed or slipped in": async (tx) => {
    await tx.execute(sql`alter table audit_log disable trigger all`);
    await tx
      .update(auditLog)
      .set({ details: { generation: 2 } })
      .where(eq(auditLog.subjectId, guestId));
  },

  "every audit row has its link in the chain": async (tx) => {
    await tx.execute(sql`alter table audit_log disable trigger all`);
    const [row] = await tx.select().from(auditLog).limit(1);
    await tx.insert(auditLog).values({ ...row!, id: uuidv7() });
  },
};

test("nothing is broken in what the verbs made", async () => {
  expect(await findBrokenInvariants(system.db)).toEqual([]);
});

test("nothing is broken in a fresh system", async () => {
  const fresh = await startTestSystem({ max: 1 });
  expect(await findBrokenInvariants(fresh.db)).toEqual([]);
  await fresh.close();
});

test.each(Object.entries(faults))("a fault is seen: %s", async (invariant, fault) => {
  const broken = await brokenBy(fault);
  expect(broken.map((found) => found.invariant)).toContain(invariant);
  expect(broken.find((found) => found.invariant === invariant)?.examples).not.toEqual([]);
});

test("an admission whose registration is not checked in is seen too", async () => {
  const broken = await brokenBy((tx) =>
    tx.update(registrations).set({ status: "registered" }).where(eq(registrations.id, admittedId)),
  );
  expect(broken).toMatchObject([
    { invariant: expect.stringContaining("an admission a checked-in registration") },
  ]);
});

test("every check has a fault here that it sees", async () => {
  const answersAll = new Proxy(system.db, {
    get: (db, property) =>
      property === "execute" ? async () => [{ example: "x" }] : Reflect.get(db, property),
  });
  const all = await findBrokenInvariants(answersAll);
  expect(Object.keys(faults).toSorted()).toEqual(all.map(({ invariant }) => invariant).toSorted());
});

const ofEvent = () => eq(events.id, event.id);

test.each<[string, Fault]>([
  ["more registrations than seats", (tx) => tx.update(events).set({ registeredCount: 6 }).where(ofEvent())],
  ["fewer registrations than none", (tx) => tx.update(events).set({ registeredCount: -1 }).where(ofEvent())],
  [
    "an event that ends as it starts",
    (tx) => tx.update(events).set({ endAt: event.startAt }).where(ofEvent()),
  ],
  [
    "a registration in another tenant than its event",
    (tx) =>
      tx
        .update(registrations)
        .set({ organizationId: otherOrganizationId })
        .where(eq(registrations.id, guestId)),
  ],
  ["a second registration of one person", copyRegistration],
  [
    "a second admission of one ticket",
    (tx) => tx.execute(sql`insert into admissions select * from admissions`),
  ],
  [
    "an altered scan",
    (tx) => tx.update(scans).set({ verdict: "admitted" }).where(eq(scans.id, refusedScanId)),
  ],
  ["a deleted scan", (tx) => tx.delete(scans).where(eq(scans.id, refusedScanId))],
  ["an altered audit log", (tx) => tx.update(auditLog).set({ action: "nothing" })],
  ["a shortened audit log", (tx) => tx.delete(auditLog)],
  ["an emptied audit log", (tx) => tx.execute(sql`truncate audit_log`)],
])("the database itself refuses %s", async (_, fault) => {
  await expect(brokenBy(fault)).rejects.toThrow("Failed query");
});
