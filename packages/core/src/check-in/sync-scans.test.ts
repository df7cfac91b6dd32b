import type { SyncedScan } from "@eventmaster/contract/check-in";
import type { Registration } from "@eventmaster/contract/registrations";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type EventRow,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { checkIn } from "./check-in.ts";
import { deleteCheckInPoint } from "./check-in-points.ts";
import { addStaff, removeStaff } from "./event-staff.ts";
import { syncScans } from "./sync-scans.ts";
import { undoScan } from "./undo-scan.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let holder: Person;
let event: EventRow;
let gate: string;
let ticket: Registration;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  await organization.makeUser("admin");
  holder = await organization.makeUser("member");
  event = await organization.makeEvent(organizer);
  gate = await system.makeCheckInPoint(event, "Gate B");
  ticket = await register(holder, event);
});

const minute = 60_000;
/** So many minutes before now. */
const ago = (minutes: number) => inFuture(-minutes * minute).toISOString();

function queued(fields: Record<string, unknown> = {}) {
  return {
    scanId: uuidv7(),
    qrCode: ticket.qrCode,
    checkInPointId: gate,
    deviceId: "phone 1",
    scannedAt: ago(10),
    deviceVerdict: "admitted",
    ...fields,
  };
}

async function sync(...rows: unknown[]): Promise<SyncedScan[]> {
  const answer = await syncScans(organizer.ctx(), { eventId: event.id, scans: rows });
  return answer.results;
}

async function admissionAt(pointId = gate) {
  const rows = await system.db.select().from(admissions).where(eq(admissions.checkInPointId, pointId));
  return rows[0] ?? null;
}

describe("scans that waited on a device", () => {
  test("are kept with the time of the device, and answered in the order in which they were sent", async () => {
    const other = await register(await organization.makeUser("member"), event);
    const [late, early] = [queued(), queued({ qrCode: other.qrCode, scannedAt: ago(20) })];
    const answer = await syncScans(organizer.ctx(), { eventId: event.id, scans: [late, early] });
    expect(answer.results).toMatchObject([
      { ok: true, scanId: late.scanId, verdict: "admitted", registrationId: ticket.id, conflict: null },
      { ok: true, scanId: early.scanId, verdict: "admitted", registrationId: other.id, conflict: null },
    ]);
    expect(Math.abs(Date.parse(answer.serverTime) - Date.now())).toBeLessThan(minute);
    const kept = await system.db.select().from(scans).where(eq(scans.id, late.scanId));
    expect(kept).toMatchObject([
      {
        scannedAt: new Date(late.scannedAt),
        deviceVerdict: "admitted",
        deviceId: "phone 1",
        scannedBy: organizer.userId,
      },
    ]);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("sent again, in the same batch or another, change nothing and get their first outcome", async () => {
    const scan = queued();
    const second = queued({ scannedAt: ago(5), deviceVerdict: "already_admitted" });
    const first = await sync(scan, scan, second);
    expect(first[1]).toEqual(first[0]);
    const again = organizer.ctx();
    const answer = await syncScans(again, { eventId: event.id, scans: [second, scan] });
    expect(answer.results).toEqual([first[2], first[0]]);
    expect(await system.auditOf(again)).toEqual([]);
    expect(await system.db.$count(scans, eq(scans.eventId, event.id))).toBe(2);
  });

  test("are settled in the order of their scan, whatever their order in the batch", async () => {
    const [third, first, second] = [
      queued({ scannedAt: ago(1), deviceVerdict: "already_admitted" }),
      queued({ scannedAt: ago(9) }),
      queued({ scannedAt: ago(5), deviceVerdict: "left", direction: "exit" }),
    ];
    const results = await sync(third, first, second);
    // The device did not know that the ticket had left: whom it turned away stays out.
    expect(results).toMatchObject([
      { verdict: "already_admitted", isReEntry: false },
      { verdict: "admitted" },
      { verdict: "left" },
    ]);
    expect(await admissionAt()).toMatchObject({ scanId: first.scanId, leftAt: new Date(second.scannedAt) });
  });

  test("of the future are of now", async () => {
    const scan = queued({ scannedAt: inFuture(60 * minute).toISOString() });
    await sync(scan);
    const [kept] = await system.db.select().from(scans).where(eq(scans.id, scan.scanId));
    expect(kept!.scannedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test("at a check-in point that was removed since are not lost", async () => {
    await deleteCheckInPoint(organizer.ctx(), { checkInPointId: gate, evenWithAdmissions: false });
    expect(await sync(queued())).toMatchObject([{ ok: true, verdict: "admitted" }]);
  });
});

describe("a ticket that two devices let in", () => {
  test("was admitted by the earlier scan; the later is told by whom, when and where", async () => {
    const first = queued({ scannedAt: ago(10) });
    const second = queued({ scannedAt: ago(5), deviceId: "phone 2" });
    await sync(first);
    expect(await sync(second)).toMatchObject([
      {
        ok: true,
        verdict: "already_admitted",
        deviceVerdict: "admitted",
        conflict: {
          kind: "admitted_twice",
          scanId: first.scanId,
          admittedAt: first.scannedAt,
          admittedBy: "Bob",
          deviceId: "phone 1",
          checkInPoint: "Gate B",
        },
      },
    ]);
    expect(await admissionAt()).toMatchObject({ scanId: first.scanId });
  });

  test("by an earlier scan that arrives later moves its admission there, and the other is the conflict", async () => {
    const [late, early] = [
      queued({ scannedAt: ago(5) }),
      queued({ scannedAt: ago(10), deviceId: "phone 2" }),
    ];
    await sync(late);
    const moving = organizer.ctx();
    const { results } = await syncScans(moving, { eventId: event.id, scans: [early] });
    expect(results).toMatchObject([{ verdict: "admitted", conflict: null }]);
    expect(await system.auditOf(moving)).toMatchObject([
      { action: "registration.move_admission", details: { scanId: early.scanId } },
    ]);
    expect(await admissionAt()).toMatchObject({
      scanId: early.scanId,
      admittedAt: new Date(early.scannedAt),
      deviceId: "phone 2",
    });
    expect(await sync(late)).toMatchObject([{ verdict: "admitted", conflict: { scanId: early.scanId } }]);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("is no conflict where an exit in between turns up", async () => {
    const [first, second] = [queued({ scannedAt: ago(10) }), queued({ scannedAt: ago(5) })];
    const exit = queued({ scannedAt: ago(7), direction: "exit", deviceVerdict: "left" });
    expect((await sync(first, second))[1]).toMatchObject({ conflict: { scanId: first.scanId } });
    expect(await sync(exit, second)).toMatchObject([{ verdict: "left" }, { conflict: null }]);
    expect(await admissionAt()).toMatchObject({ scanId: first.scanId, leftAt: null });
  });

  test("is no conflict any more when one of the two is undone", async () => {
    const [first, second] = [queued({ scannedAt: ago(10) }), queued({ scannedAt: ago(5) })];
    await sync(first, second);
    await undoScan(organizer.ctx(), { scanId: first.scanId, reason: "It was not them" });
    expect(await sync(first, second)).toMatchObject([
      { isUndone: true, conflict: null },
      { isUndone: false, conflict: null },
    ]);
    expect(await admissionAt()).toMatchObject({ scanId: second.scanId });
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("online does not take over: who was refused there was refused", async () => {
    const online = await checkIn(organizer.ctx(), {
      qrCode: ticket.qrCode,
      eventId: event.id,
      checkInPointId: gate,
    });
    const second = await checkIn(organizer.ctx(), {
      qrCode: ticket.qrCode,
      eventId: event.id,
      checkInPointId: gate,
      scannedAt: new Date(ago(5)),
    });
    expect(second.verdict).toBe("already_admitted");
    expect(await admissionAt()).toMatchObject({ scanId: online.scanId });
  });
});

describe("a device that decided otherwise than the server", () => {
  test("and let in a cancelled ticket is in conflict; nobody is admitted by it", async () => {
    await cancelRegistration(holder.ctx(), { registrationId: ticket.id });
    expect(await sync(queued())).toMatchObject([
      { verdict: "cancelled", conflict: { kind: "admitted_though_refused", scanId: null } },
    ]);
    expect(await admissionAt()).toBeNull();
  });

  test("and turned somebody away has turned them away: the ticket can still come in", async () => {
    expect(await sync(queued({ deviceVerdict: "unknown" }))).toMatchObject([
      { verdict: "unknown", conflict: null },
    ]);
    expect(await admissionAt()).toBeNull();
    const [row] = await system.db.select().from(registrations).where(eq(registrations.id, ticket.id));
    expect(row?.status).toBe("registered");
    expect(await sync(queued())).toMatchObject([{ verdict: "admitted" }]);
  });
});

describe("a walk-in that waited on a device", () => {
  const guest = { qrCode: undefined, email: "guest@door.test", displayName: "A guest" };

  test("is registered and admitted at the time of the scan, once for one email", async () => {
    const [first, second] = [
      queued({ ...guest, scannedAt: ago(9) }),
      queued({ ...guest, email: "GUEST@door.test", scannedAt: ago(4), deviceId: "phone 2" }),
    ];
    const results = await sync(second, first);
    expect(results).toMatchObject([
      { verdict: "already_admitted", conflict: { scanId: first.scanId } },
      { verdict: "admitted" },
    ]);
    expect(await sync(first)).toEqual([results[1]]);
    const made = await system.db.select().from(registrations).where(eq(registrations.source, "walk_in"));
    expect(made.filter(({ eventId }) => eventId === event.id)).toHaveLength(1);
    expect(await admissionAt()).toMatchObject({
      scanId: first.scanId,
      admittedAt: new Date(first.scannedAt),
    });
  });

  test("without a seat is an error of its own, and the others are taken", async () => {
    const full = await organization.makeEvent(organizer, { capacity: 1 });
    const point = await system.makeCheckInPoint(full, "Gate");
    const theirs = await register(holder, full);
    const rows = [
      queued({ ...guest, checkInPointId: point }),
      queued({ qrCode: theirs.qrCode, checkInPointId: point }),
    ];
    const { results } = await syncScans(organizer.ctx(), { eventId: full.id, scans: rows });
    expect(results).toMatchObject([
      { ok: false, scanId: rows[0]!.scanId, code: "event_full", isWorthRetrying: false },
      { ok: true, verdict: "admitted" },
    ]);
    const byAdmin = await organization.makeUser("admin");
    const again = await syncScans(byAdmin.ctx(), {
      eventId: full.id,
      scans: [{ ...rows[0], overrideReason: "They are in already" }],
    });
    expect(again.results).toMatchObject([{ ok: true, verdict: "admitted" }]);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });
});

describe("a bad row", () => {
  const code = "EM1:";
  test.each<[string, Record<string, unknown> | null, object]>([
    ["nothing", null, { scanId: null, code: "validation" }],
    ["no time", { scannedAt: "soon" }, { code: "validation", fields: { scannedAt: expect.any(String) } }],
    [
      "neither code nor email",
      { qrCode: undefined },
      { code: "validation", fields: { qrCode: "Must be either a code or a walk-in's email" } },
    ],
    [
      "both",
      { qrCode: code, email: "a@door.test" },
      { code: "validation", fields: { qrCode: expect.any(String) } },
    ],
    [
      "a verdict that is none of this direction",
      { qrCode: code, deviceVerdict: "left" },
      { code: "validation", fields: { deviceVerdict: "Does not fit the direction" } },
    ],
    ["an unknown field", { qrCode: code, verdict: "admitted" }, { code: "validation" }],
    [
      "no such check-in point",
      { checkInPointId: "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b" },
      { code: "not_found" },
    ],
    [
      "no name for a newcomer",
      { qrCode: undefined, email: "new@door.test" },
      { code: "validation", fields: { displayName: expect.any(String) } },
    ],
  ])("with %s is answered by itself, and those around it are taken", async (_, fields, expected) => {
    const bad = fields === null ? null : queued(fields);
    const results = await sync(
      queued({ scannedAt: ago(3), deviceVerdict: "already_admitted" }),
      bad,
      queued(),
    );
    expect(results[0]).toMatchObject({ ok: true });
    expect(results[1]).toMatchObject({ ok: false, isWorthRetrying: false, ...expected });
    expect(results[2]).toMatchObject({ ok: true, verdict: "admitted" });
  });

  test("with another event's scan id is told so", async () => {
    const other = await organization.makeEvent(organizer);
    const scanId = uuidv7();
    await checkIn(organizer.ctx(), { qrCode: "hello", eventId: other.id, scanId });
    expect(await sync(queued({ scanId }))).toMatchObject([{ ok: false, code: "scan_id_taken" }]);
  });

  test("that crashes is logged, answered as worth retrying, and leaves nothing half done", async () => {
    const logged: unknown[] = [];
    const ctx = {
      ...organizer.ctx(),
      logger: { info: () => {}, warn: () => {}, error: (details: object) => logged.push(details) },
    };
    await system.sql`
      create or replace function fail_admission() returns trigger language plpgsql
      as $$ begin raise exception 'no room in the table'; end $$`;
    await system.sql`create trigger admissions_fail before insert on admissions for each row execute function fail_admission()`;
    const rows = [queued(), queued({ qrCode: "hello", deviceVerdict: "unknown" })];
    const { results } = await syncScans(ctx, { eventId: event.id, scans: rows });
    await system.sql`drop trigger admissions_fail on admissions`;
    expect(results).toMatchObject([
      { ok: false, code: "internal", isWorthRetrying: true },
      { ok: true, verdict: "unknown" },
    ]);
    expect(logged).toMatchObject([{ scanId: rows[0]!.scanId }]);
    expect(await system.db.$count(scans, eq(scans.eventId, event.id))).toBe(1);
    expect(await sync(rows[0])).toMatchObject([{ ok: true, verdict: "admitted" }]);
  });
});

describe("who may send", () => {
  test("the door staff of the event, and nobody else", async () => {
    const staff = await organization.makeUser("member");
    await addStaff(organizer.ctx(), { eventId: event.id, email: staff.email });
    const batch = { eventId: event.id, scans: [queued()] };
    expect((await syncScans(staff.ctx(), batch)).results).toMatchObject([{ ok: true, verdict: "admitted" }]);
    await removeStaff(organizer.ctx(), { eventId: event.id, userId: staff.userId });
    for (const person of [staff, holder, await organization.makeUser("organizer")])
      await expectRefusal(system, person.ctx(), (ctx) => syncScans(ctx, batch), "forbidden");
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), (ctx) => syncScans(ctx, batch), "not_found");
    await expectRefusal(system, organization.anonymous(), (ctx) => syncScans(ctx, batch), "not_signed_in");
  });
});

test("500 scans are settled in few transactions, not one each", { timeout: 60_000 }, async () => {
  const hall = await organization.makeEvent(organizer, { capacity: 500 });
  const point = await system.makeCheckInPoint(hall, "Gate");
  const people = await organization.makeUsers(500);
  const tickets = await Promise.all(people.map((person) => register(person, hall)));
  const rows = tickets.map(({ qrCode }, index) =>
    queued({ qrCode, checkInPointId: point, scannedAt: inFuture(-500_000 + index * 1000).toISOString() }),
  );
  const { results } = await syncScans(organizer.ctx(), { eventId: hall.id, scans: rows });
  expect(results.every((result) => result.ok && result.verdict === "admitted")).toBe(true);
  const [settled] = await system.sql<{ transactions: number }[]>`
    select count(distinct recorded_in)::int as transactions from scans where event_id = ${hall.id}`;
  // 25 tickets each.
  expect(settled?.transactions).toBe(20);
});
