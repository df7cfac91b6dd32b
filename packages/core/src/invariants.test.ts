import type { Transaction } from "@eventmaster/db/client";
import { auditLog } from "@eventmaster/db/schema/audit";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { doorDevices, leasedSeats } from "@eventmaster/db/schema/door-devices";
import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { updateProfile } from "./accounts/update-profile.ts";
import { findLostHeads, parseHeads, readAuditHeads, writeHeads } from "./audit/audit-heads.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
let guestUserId: string;
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
  const guest = await organization.makeUser("member");
  guestUserId = guest.userId;
  guestId = (await register(guest, event)).id;
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

async function putOnWaitlist(tx: Transaction, userId: string): Promise<void> {
  const { organizationId, id: eventId } = event;
  await tx.insert(waitlistEntries).values({ id: uuidv7(), organizationId, eventId, userId });
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

  "offered_count is the number of seats that are held: for offers, by devices and for running imports": (
    tx,
  ) =>
    tx
      .update(events)
      .set({ offeredCount: sql`${events.offeredCount} + 1` })
      .where(eq(events.id, event.id)),

  "leased_count is the number of seats that devices hold": (tx) =>
    tx.update(events).set({ offeredCount: 1, leasedCount: 1 }).where(eq(events.id, event.id)),

  "a leased seat's code stands for a registration of its event once it was used, and for none before": async (
    tx,
  ) => {
    const { organizationId, id: eventId } = event;
    await tx.insert(doorDevices).values({ id: uuidv7(), organizationId, eventId, deviceId: "a", name: "A" });
    await tx.insert(leasedSeats).values({
      id: uuidv7(),
      organizationId,
      eventId,
      deviceId: "a",
      expiresAt: event.endAt,
      registrationId: guestId,
    });
  },

  "a held scan admits nobody unless somebody said that it counts": async (tx) => {
    await tx.execute(sql`alter table scans disable trigger all`);
    await tx.update(scans).set({ isHeld: true, mark: "device_revoked" });
  },

  "no seat is free while somebody waits for one": (tx) => putOnWaitlist(tx, admin.userId),

  "nobody has a ticket and a place on the waitlist of one event": (tx) => putOnWaitlist(tx, guestUserId),

  "a live registration carries its event's title and start": (tx) =>
    tx.update(registrations).set({ eventTitle: "Another" }).where(eq(registrations.id, guestId)),

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

  "a ticket's admission at a check-in point is the earliest scan that let it in there": (tx) =>
    tx.update(admissions).set({ scanId: refusedScanId }),

  "a ticket is inside until its first exit after its last entry": (tx) =>
    tx.update(admissions).set({ leftAt: new Date() }),

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

  "the audit log ends where it ended last: no tail was cut off": async (tx) => {
    await tx.execute(sql`alter table audit_chain disable trigger all`);
    await tx.execute(sql`delete from audit_chain where (organization_id, sequence) in
      (select organization_id, max(sequence) from audit_chain group by 1)`);
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
  ["a head of the audit log moved back", (tx) => tx.execute(sql`update audit_heads set sequence = 1`)],
  [
    "a head of the audit log moved beyond its chain",
    (tx) => tx.execute(sql`update audit_heads set sequence = 1e6`),
  ],
  ["a removed head of the audit log", (tx) => tx.execute(sql`delete from audit_heads`)],
  ["an emptied audit log", (tx) => tx.execute(sql`truncate audit_log`)],
])("the database itself refuses %s", async (_, fault) => {
  await expect(brokenBy(fault)).rejects.toThrow("Failed query");
});

describe("the audit log's head", () => {
  const tail = "the audit log ends where it ended last: no tail was cut off";

  // The end of the log is of no registration: cutting it off breaks nothing else.
  beforeAll(async () => {
    for (const displayName of ["One", "Two"]) await updateProfile(admin.ctx(), { displayName });
  });

  /** Rows and links of the end, as an owner of the database takes them away. */
  const cutTail = async (tx: Transaction, from: number) => {
    for (const table of ["audit_log", "audit_chain", "audit_heads"])
      await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger all`);
    await tx.execute(sql`delete from audit_log where id in (select audit_id from audit_chain
      where organization_id = ${event.organizationId} and sequence >= ${from})`);
    await tx.execute(sql`delete from audit_chain
      where organization_id = ${event.organizationId} and sequence >= ${from}`);
  };
  const headOf = async (tx: Transaction | TestSystem["db"]) =>
    (await readAuditHeads(tx)).find(({ organizationId }) => organizationId === event.organizationId)!;

  test("shows that the last entries were cut off, with their links", async () => {
    const { sequence } = await headOf(system.db);
    const broken = await brokenBy((tx) => cutTail(tx, sequence - 1));
    expect(broken.map(({ invariant }) => invariant)).toEqual([tail]);
    expect(broken[0]!.examples).toEqual([
      `${event.organizationId}: ended at ${sequence}, ends at ${sequence - 2}`,
    ]);
  });

  test("control: without the head nothing shows", async () => {
    const { sequence } = await headOf(system.db);
    const broken = await brokenBy(async (tx) => {
      await cutTail(tx, sequence - 1);
      await tx.execute(sql`delete from audit_heads`);
      await tx.execute(sql`insert into audit_heads select distinct on (organization_id) organization_id, sequence, hash
        from audit_chain order by organization_id, sequence desc`);
    });
    expect(broken).toEqual([]);
  });

  test("that was kept elsewhere shows even that", async () => {
    const kept = parseHeads(writeHeads(await readAuditHeads(system.db)));
    expect(await findLostHeads(system.db, kept)).toEqual([]);
    await expect(
      system.db.transaction(async (tx) => {
        const { sequence, hash } = await headOf(tx);
        await cutTail(tx, sequence);
        await tx.execute(sql`delete from audit_heads`);
        expect(await findLostHeads(tx, kept)).toEqual([
          { organizationId: event.organizationId, sequence, hash },
        ]);
        tx.rollback();
      }),
    ).rejects.toThrow("Rollback");
  });

  test("goes on from where it was when the cut log is written to, so that the gap stays", async () => {
    const fresh = await startTestSystem({ max: 2 });
    try {
      const organization = await fresh.makeOrganization();
      const person = await organization.makeUser("admin");
      for (const displayName of ["One", "Two", "Three"]) await updateProfile(person.ctx(), { displayName });
      await fresh.db.transaction(async (tx) => {
        await tx.execute(sql`alter table audit_log disable trigger all`);
        await tx.execute(sql`alter table audit_chain disable trigger all`);
        await tx.execute(
          sql`delete from audit_log where id in (select audit_id from audit_chain where sequence = 3)`,
        );
        await tx.execute(sql`delete from audit_chain where sequence = 3`);
        await tx.execute(sql`alter table audit_log enable trigger all`);
        await tx.execute(sql`alter table audit_chain enable trigger all`);
      });
      await updateProfile(person.ctx(), { displayName: "Four" });
      const broken = await findBrokenInvariants(fresh.db);
      expect(broken).toMatchObject([{ examples: [`link 4 of ${organization.organizationId}`] }]);
    } finally {
      await fresh.close();
    }
  });
});

describe("the audit log's chain shows", () => {
  const chain = "the audit log's chain is whole: no row was changed, removed or slipped in";
  const linked = "every audit row has its link in the chain";
  /** As somebody would who owns the database and has taken the triggers away. */
  const unguarded = async (tx: Transaction, ...statements: ReturnType<typeof sql>[]) => {
    await tx.execute(sql`alter table audit_log disable trigger all`);
    await tx.execute(sql`alter table audit_chain disable trigger all`);
    for (const statement of statements) await tx.execute(statement);
  };
  test.each<[string, string, (organizationId: string) => ReturnType<typeof sql>[]]>([
    [
      "a removed row",
      chain,
      (o) => [
        sql`delete from audit_log where id =
        (select audit_id from audit_chain where organization_id = ${o} and sequence = 2)`,
      ],
    ],
    [
      "a removed link",
      chain,
      (o) => [sql`delete from audit_chain where organization_id = ${o} and sequence = 2`],
    ],
    [
      "a row removed with its link, and those after it numbered anew",
      chain,
      (o) => [
        sql`delete from audit_log where id =
          (select audit_id from audit_chain where organization_id = ${o} and sequence = 2)`,
        sql`delete from audit_chain where organization_id = ${o} and sequence = 2`,
        sql`update audit_chain set sequence = -sequence where organization_id = ${o} and sequence > 2`,
        sql`update audit_chain set sequence = -sequence - 1 where organization_id = ${o} and sequence < 0`,
      ],
    ],
    [
      "two rows that changed places",
      chain,
      (o) => [
        sql`drop index audit_chain_audit_key`,
        sql`update audit_chain c set audit_id = d.audit_id from audit_chain d
          where c.organization_id = ${o} and d.organization_id = ${o}
            and c.sequence in (1, 2) and d.sequence = 3 - c.sequence`,
      ],
    ],
    [
      "an inserted row, with a link of its own in the middle",
      chain,
      (o) => [
        sql`insert into audit_log (id, organization_id, at, actor_id, action, subject_type,
          subject_id, request_id, network, details) select gen_random_uuid(), organization_id, at, actor_id, 'event.approve', subject_type,
          subject_id, request_id, network, details from audit_log
          where id = (select audit_id from audit_chain where organization_id = ${o} and sequence = 2)`,
        sql`update audit_chain set sequence = -sequence where organization_id = ${o} and sequence > 1`,
        sql`update audit_chain set sequence = -sequence + 1 where organization_id = ${o} and sequence < 0`,
        sql`insert into audit_chain select a.organization_id, 2, a.id, audit_link(c.hash, a) from audit_log a,
          audit_chain c where a.action = 'event.approve' and c.organization_id = ${o} and c.sequence = 1`,
      ],
    ],
    [
      "an inserted row without a link",
      linked,
      (o) => [
        sql`insert into audit_log (id, organization_id, at, actor_id, action, subject_type,
          subject_id, request_id, network, details) select gen_random_uuid(), organization_id, at, actor_id, 'event.approve', subject_type,
          subject_id, request_id, network, details from audit_log where organization_id = ${o} limit 1`,
      ],
    ],
    [
      "a row moved in time",
      chain,
      (o) => [sql`update audit_log set at = at + interval '1 ms' where organization_id = ${o}`],
    ],
  ])("%s", async (_, invariant, statements) => {
    const broken = await brokenBy((tx) => unguarded(tx, ...statements(event.organizationId)));
    expect(broken.map((found) => found.invariant)).toContain(invariant);
  });
});
