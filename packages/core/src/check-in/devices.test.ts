import type { Registration } from "@eventmaster/contract/registrations";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { doorPasses } from "@eventmaster/db/schema/door-devices";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endSession } from "../accounts/end-sessions.ts";
import { getMyData } from "../accounts/get-my-data.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { watchEvent } from "../live/watch-event.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
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
import { listConflicts, resolveConflict } from "./conflicts.ts";
import { addStaff, removeStaff } from "./event-staff.ts";
import { getRoster } from "./get-roster.ts";
import { handInScans } from "./hand-in-scans.ts";
import { listDevices } from "./list-devices.ts";
import { listScans } from "./list-scans.ts";
import { getOccupancy } from "./occupancy.ts";
import { openDoor } from "./open-door.ts";
import { restoreDevice, revokeDevice } from "./revoke-device.ts";
import { syncScans } from "./sync-scans.ts";
import { undoScan } from "./undo-scan.ts";
import { walkIn } from "./walk-in.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let staff: Person;
let event: EventRow;
let ticket: Registration;
let entrance: string;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  staff = await organization.makeUser("member", { displayName: "Sam" });
  await organization.makeUser("admin");
  event = await organization.makeEvent(organizer);
  await addStaff(organizer.ctx(), { eventId: event.id, email: staff.email });
  ticket = await register(await organization.makeUser("member", { displayName: "Ada" }), event);
  const [point] = await system.db.select().from(checkInPoints).where(eq(checkInPoints.eventId, event.id));
  entrance = point!.id;
});

const phone = "phone 1";
const page = { limit: 20, offset: 0 };
const minute = 60_000;

const opening = (fields: Partial<Parameters<typeof openDoor>[1]> = {}) => ({
  eventId: event.id,
  deviceId: phone,
  name: "Sam's phone",
  pendingScans: 0,
  pendingWalkIns: 0,
  needsPass: true,
  wantsSeats: false,
  ...fields,
});

async function open(person = staff): Promise<string> {
  const { pass } = await openDoor(person.ctx(), opening());
  if (!pass) throw new Error("No pass was given");
  return pass.token;
}

const revoke = () =>
  revokeDevice(organizer.ctx(), { eventId: event.id, deviceId: phone, reason: "Lost at the station" });

function queued(fields: Record<string, unknown> = {}) {
  return {
    scanId: uuidv7(),
    qrCode: ticket.qrCode,
    checkInPointId: entrance,
    deviceId: phone,
    scannedAt: inFuture(-10 * minute).toISOString(),
    deviceVerdict: "admitted",
    ...fields,
  };
}

const handIn = (token: string, ...rows: unknown[]) =>
  handInScans(organization.anonymous(), { token, scans: rows });
const admitted = () => system.db.$count(admissions, eq(admissions.registrationId, ticket.id));
const conflictsOf = async (status: "open" | "resolved" = "open") =>
  (await listConflicts(organizer.ctx(), { ...page, eventId: event.id, status })).items;

describe("a device at the door", () => {
  test("is listed with its name, its person, where it stands and what waits on it", async () => {
    const first = staff.ctx();
    const rosterAt = inFuture(-5 * minute);
    const opened = await openDoor(first, opening({ checkInPointId: entrance, pendingScans: 3, rosterAt }));
    expect(opened).toMatchObject({ ticketCount: 1, seats: [], pass: { token: expect.any(String) } });
    expect(await system.auditOf(first)).toMatchObject([
      { action: "event.add_device", subjectId: event.id, details: { deviceId: phone } },
    ]);
    const { items, total } = await listDevices(organizer.ctx(), { ...page, eventId: event.id });
    expect(total).toBe(1);
    expect(items).toEqual([opened.device]);
    expect(items).toMatchObject([
      {
        deviceId: phone,
        name: "Sam's phone",
        person: { id: staff.userId, displayName: "Sam" },
        checkInPoint: { id: entrance, name: "Entrance" },
        pendingScans: 3,
        rosterAt: rosterAt.toISOString(),
        revoked: null,
      },
    ]);
  });

  test("says again how it is, which is no news for the audit log, and keeps its pass", async () => {
    await open();
    const again = staff.ctx({ now: inFuture(minute) });
    const opened = await openDoor(again, opening({ name: "The red phone", needsPass: false }));
    expect(opened).toMatchObject({ pass: null, device: { name: "The red phone", pendingScans: 0 } });
    expect(Date.parse(opened.device.lastSeenAt)).toBeGreaterThan(Date.parse(opened.device.firstSeenAt));
    expect(await system.auditOf(again)).toEqual([]);
  });

  test("whose check-in point was removed goes on: its scans there are taken, and it learns of it by its roster", async () => {
    await system.makeCheckInPoint(event, "Gate B");
    const at = opening({ checkInPointId: entrance });
    const { pass } = await openDoor(staff.ctx(), at);
    await deleteCheckInPoint(organizer.ctx(), { checkInPointId: entrance, evenWithAdmissions: false });
    expect(await openDoor(staff.ctx(), at)).toMatchObject({
      device: { checkInPoint: { id: entrance, name: "Entrance" } },
    });
    expect(await handIn(pass!.token, queued())).toMatchObject({
      results: [{ ok: true, verdict: "admitted" }],
    });
    const roster = await getRoster(staff.ctx(), { eventId: event.id, deviceId: phone, limit: 10 });
    expect(roster.event.checkInPoints.map(({ name }) => name)).toEqual(["Gate B"]);
    expect(roster.entries).toMatchObject([{ admissions: [{ checkInPointId: entrance }] }]);
    expect((await listScans(organizer.ctx(), { ...page, eventId: event.id })).items).toMatchObject([
      { checkInPoint: { id: entrance, name: "Entrance" }, isAdmission: true },
    ]);
    expect((await getOccupancy(organizer.ctx(), { eventId: event.id })).points).toMatchObject([
      { id: entrance, admitted: 1 },
      { name: "Gate B", admitted: 0 },
    ]);
  });

  test("is in its person's data, and loses its name with their account", async () => {
    await open();
    const data = await getMyData(staff.ctx());
    expect(data.organizations[0]?.devices).toMatchObject([{ eventId: event.id, name: "Sam's phone" }]);
    await system.db.delete(users).where(eq(users.id, staff.userId));
    const { items } = await listDevices(organizer.ctx(), { ...page, eventId: event.id });
    expect(items).toMatchObject([{ deviceId: phone, name: "A device", person: null }]);
  });

  test("has its name in the log and in conflicts", async () => {
    await open();
    await syncScans(staff.ctx(), { eventId: event.id, scans: [queued()] });
    const second = queued({ deviceId: "another", scannedAt: inFuture(-minute).toISOString() });
    await syncScans(staff.ctx(), { eventId: event.id, scans: [second] });
    expect((await listScans(organizer.ctx(), { ...page, eventId: event.id })).items).toMatchObject([
      { deviceId: "another", deviceName: null, conflict: { deviceId: phone, deviceName: "Sam's phone" } },
      { deviceId: phone, deviceName: "Sam's phone", mark: null },
    ]);
  });

  test("is opened by whoever may scan there, and managed by whoever manages the event", async () => {
    const stranger = await organization.makeUser("member");
    const other = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), (ctx) => openDoor(ctx, opening()), "forbidden");
    await expectRefusal(system, other.ctx(), (ctx) => openDoor(ctx, opening()), "not_found");
    await expectRefusal(
      system,
      staff.ctx(),
      (ctx) => openDoor(ctx, opening({ checkInPointId: uuidv7() })),
      "not_found",
    );
    await open();
    const device = { eventId: event.id, deviceId: phone };
    await expectRefusal(system, staff.ctx(), (ctx) => listDevices(ctx, { ...page, ...device }), "forbidden");
    await expectRefusal(system, staff.ctx(), (ctx) => revokeDevice(ctx, device), "forbidden");
    await expectRefusal(system, staff.ctx(), (ctx) => restoreDevice(ctx, device), "forbidden");
    await expectRefusal(system, other.ctx(), (ctx) => revokeDevice(ctx, device), "not_found");
    const nobody = { eventId: event.id, deviceId: "nobody's" };
    await expectRefusal(system, organizer.ctx(), (ctx) => revokeDevice(ctx, nobody), "not_found");
    await expectRefusal(system, organizer.ctx(), (ctx) => restoreDevice(ctx, nobody), "not_found");
  });
});

describe("a device that was taken off the door", () => {
  test("stops at its next contact, whatever it asks for, and its sign-in has ended", async () => {
    await open();
    const revoking = organizer.ctx();
    const device = { eventId: event.id, deviceId: phone, reason: "Lost at the station" };
    const revoked = await revokeDevice(revoking, device);
    expect(revoked.revoked).toMatchObject({ by: "Bob", reason: "Lost at the station" });
    expect(await system.auditOf(revoking)).toMatchObject([
      {
        action: "event.revoke_device",
        subjectId: event.id,
        details: { deviceId: phone, endedSessions: [staff.actor.sessionId] },
      },
    ]);
    const [session] = await system.db.select().from(sessions).where(eq(sessions.id, staff.actor.sessionId!));
    expect(session?.endedReason).toBe("device_revoked");

    const { eventId, deviceId } = device;
    const code = { eventId, deviceId, qrCode: ticket.qrCode };
    await expectRefusal(system, staff.ctx(), (ctx) => checkIn(ctx, code), "device_revoked");
    const email = { eventId, deviceId, email: "new@company.test", displayName: "New" };
    await expectRefusal(system, staff.ctx(), (ctx) => walkIn(ctx, email), "device_revoked");
    const roster = { eventId, deviceId, limit: 10 };
    await expectRefusal(system, staff.ctx(), (ctx) => getRoster(ctx, roster), "device_revoked");
    await expectRefusal(system, staff.ctx(), (ctx) => openDoor(ctx, opening()), "device_revoked");
    const { signal } = new AbortController();
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => watchEvent(ctx, system.live, { eventId, deviceId }, signal),
      "device_revoked",
    );
    expect(await admitted()).toBe(0);

    const again = organizer.ctx();
    expect(await revokeDevice(again, device)).toEqual(revoked);
    expect(await system.auditOf(again)).toEqual([]);
  });

  test("takes its person off the staff with it, who then cannot come back with another; nobody without the right can", async () => {
    await open();
    const device = { eventId: event.id, deviceId: phone, endDutyOf: staff.userId };
    await expectRefusal(system, staff.ctx(), (ctx) => revokeDevice(ctx, device), "forbidden");
    const nobody = { ...device, deviceId: "nobody's" };
    await expectRefusal(system, organizer.ctx(), (ctx) => revokeDevice(ctx, nobody), "not_found");
    const fresh = opening({ deviceId: "the same phone, cleared" });
    await openDoor(staff.ctx(), fresh);
    const revoking = organizer.ctx();
    await revokeDevice(revoking, device);
    expect(await system.auditOf(revoking)).toMatchObject([
      { action: "event.revoke_device", details: { deviceId: phone } },
      { action: "event.remove_staff", details: { userId: staff.userId } },
    ]);
    await expectRefusal(system, staff.ctx(), (ctx) => openDoor(ctx, fresh), "forbidden");
    // Until the organizer says otherwise.
    await addStaff(organizer.ctx(), { eventId: event.id, email: staff.email });
    expect(await openDoor(staff.ctx(), fresh)).toMatchObject({ device: { revoked: null } });
  });

  test("has every sign-in ended that it was opened with, and no other", async () => {
    const before = await organization.makeUser("admin");
    await open(before);
    await open();
    const other = await organization.makeUser("admin");
    await openDoor(other.ctx(), opening({ deviceId: "another" }));
    await revoke();
    const rows = await system.db.select().from(sessions);
    const hasEnded = ({ actor }: Person) => rows.find(({ id }) => id === actor.sessionId)?.endedAt !== null;
    expect([before, staff, other, organizer].map(hasEnded)).toEqual([true, true, false, false]);
  });

  test("is told at once while it watches", async () => {
    await open();
    const watching = await watchEvent(
      organizer.ctx(),
      system.live,
      { eventId: event.id, deviceId: phone },
      new AbortController().signal,
      { pauseMs: 0, standingMs: day },
    );
    await watching.next();
    await revoke();
    await expect(watching.next()).rejects.toMatchObject({ code: "device_revoked" });
  });

  test("hands in what it scanned: it is kept, marked, and admits nobody until somebody says so", async () => {
    const token = await open();
    await revoke();
    const scan = queued();
    const answer = await handIn(token, scan);
    expect(answer).toMatchObject({
      standing: "device_revoked",
      results: [
        { ok: true, verdict: "admitted", mark: "device_revoked", isHeld: true, conflict: { kind: "held" } },
      ],
    });
    expect(await handIn(token, scan)).toMatchObject({ results: answer.results });
    expect(await admitted()).toBe(0);
    const [kept] = await system.db.select().from(scans).where(eq(scans.id, scan.scanId));
    expect(kept).toMatchObject({ scannedBy: staff.userId, deviceId: phone, mark: "device_revoked" });
    // Whoever really holds the ticket comes in meanwhile.
    expect(await checkIn(organizer.ctx(), { eventId: event.id, qrCode: ticket.qrCode })).toMatchObject({
      verdict: "admitted",
    });
    expect(await conflictsOf()).toMatchObject([
      { id: scan.scanId, isHeld: true, conflict: { kind: "held" } },
    ]);
    const marked = await listScans(organizer.ctx(), { ...page, eventId: event.id, isMarked: true });
    expect(marked.items.map(({ id }) => id)).toEqual([scan.scanId]);
    const others = await listScans(organizer.ctx(), { ...page, eventId: event.id, isMarked: false });
    expect(others.items.map(({ id }) => id)).not.toContain(scan.scanId);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])("somebody who manages the event says that it counts: %s", async (counts, admissionCount) => {
    const token = await open();
    await revoke();
    const scan = queued();
    await handIn(token, scan);
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => undoScan(ctx, { scanId: scan.scanId, reason: "No" }),
      "nothing_to_undo",
    );
    const resolving = organizer.ctx();
    const resolution = { scanId: scan.scanId, note: "Sam was there", counts };
    expect(await resolveConflict(resolving, resolution)).toMatchObject({
      isAdmission: counts,
      resolution: { note: "Sam was there", counts, by: "Bob" },
    });
    const actions = (await system.auditOf(resolving)).map(({ action }) => action);
    expect(actions).toEqual(["event.resolve_conflict", ...(counts ? ["registration.admit"] : [])]);
    expect(await admitted()).toBe(admissionCount);
    expect((await getOccupancy(organizer.ctx(), { eventId: event.id })).inside).toBe(admissionCount);
    expect(await conflictsOf()).toEqual([]);
    expect(await conflictsOf("resolved")).toMatchObject([{ id: scan.scanId }]);
    // The first word stays.
    await resolveConflict(organizer.ctx(), { ...resolution, counts: !counts });
    expect(await admitted()).toBe(admissionCount);
    if (counts) await undoScan(organizer.ctx(), { scanId: scan.scanId, reason: "After all not" });
    expect(await admitted()).toBe(0);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("is taken at its word by a new sign-in no more than by its pass", async () => {
    await open();
    await revoke();
    const own = queued();
    const other = queued({ deviceId: "another", scannedAt: inFuture(-minute).toISOString() });
    const answer = await syncScans(organizer.ctx(), { eventId: event.id, scans: [own, other] });
    expect(answer).toMatchObject({
      standing: "device_revoked",
      results: [
        { ok: true, mark: "device_revoked", isHeld: true },
        { ok: true, mark: null, isHeld: false, conflict: null },
      ],
    });
    expect(await admitted()).toBe(1);
  });

  test("does not make people up: a walk-in without a seat that it held is refused, and nobody is made", async () => {
    const token = await open();
    await revoke();
    const walkIn = queued({ qrCode: undefined, email: "ghost@company.test", displayName: "Ghost" });
    expect(await handIn(token, walkIn)).toMatchObject({
      results: [{ ok: false, code: "device_revoked", isWorthRetrying: false }],
    });
    expect(await system.db.$count(users, eq(users.email, "ghost@company.test"))).toBe(0);
  });

  test("works again once it is allowed to", async () => {
    await open();
    await revoke();
    const restoring = organizer.ctx();
    const restored = await restoreDevice(restoring, { eventId: event.id, deviceId: phone });
    expect(restored.revoked).toBeNull();
    expect(await system.auditOf(restoring)).toMatchObject([{ action: "event.restore_device" }]);
    await open();
    expect(
      await checkIn(staff.ctx(), { eventId: event.id, deviceId: phone, qrCode: ticket.qrCode }),
    ).toMatchObject({ verdict: "admitted" });
    const again = organizer.ctx();
    await restoreDevice(again, { eventId: event.id, deviceId: phone });
    expect(await system.auditOf(again)).toEqual([]);
  });
});

describe("a pass", () => {
  test("hands in scans while its person is signed in, as if they did", async () => {
    const token = await open();
    expect(await handIn(token, queued())).toMatchObject({
      standing: "good",
      results: [{ ok: true, verdict: "admitted", mark: null, isHeld: false }],
    });
    expect(await admitted()).toBe(1);
    const [pass] = await system.db.select().from(doorPasses).where(eq(doorPasses.eventId, event.id));
    expect(pass?.tokenHash).not.toContain(token);
  });

  test("hands them in when the sign-in has ended: they count, and are marked", async () => {
    const token = await open();
    await endSession(staff.ctx(), { sessionId: staff.actor.sessionId! });
    expect(await handIn(token, queued({ deviceId: "not this one" }))).toMatchObject({
      standing: "signed_out",
      results: [{ ok: true, mark: "signed_out", isHeld: false }],
    });
    expect(await admitted()).toBe(1);
    expect((await listScans(organizer.ctx(), { ...page, eventId: event.id })).items).toMatchObject([
      { mark: "signed_out", deviceId: phone, scannedBy: { id: staff.userId } },
    ]);
  });

  test("when its person's duty has ended: what they scanned before counts, what they scanned after is held", async () => {
    const token = await open();
    const other = await register(await organization.makeUser("member"), event);
    await removeStaff(organizer.ctx({ now: inFuture(-5 * minute) }), {
      eventId: event.id,
      userId: staff.userId,
    });
    const after = queued({ qrCode: other.qrCode, scannedAt: inFuture(-minute).toISOString() });
    expect(await handIn(token, queued(), after)).toMatchObject({
      standing: "duty_ended",
      results: [
        { ok: true, mark: "duty_ended", isHeld: false },
        { ok: true, mark: "duty_ended", isHeld: true, conflict: { kind: "held" } },
      ],
    });
    expect(await admitted()).toBe(1);
    expect(await system.db.$count(admissions, eq(admissions.eventId, event.id))).toBe(1);
    await addStaff(organizer.ctx(), { eventId: event.id, email: staff.email });
    expect(await handIn(token)).toMatchObject({ standing: "good", results: [] });
  });

  test("hands in scans of somebody who has deleted their account: held, for nobody answers for them", async () => {
    const token = await open();
    await system.db.delete(users).where(eq(users.id, staff.userId));
    expect(await handIn(token, queued())).toMatchObject({
      standing: "duty_ended",
      results: [{ ok: true, mark: "duty_ended", isHeld: true }],
    });
  });

  test("is forgotten when a device has asked for ten more", async () => {
    const first = await open();
    for (let count = 0; count < 9; count++) await open();
    expect(await handIn(first)).toMatchObject({ standing: "good" });
    await open();
    await expect(handIn(first)).rejects.toMatchObject({ code: "pass_expired" });
    expect(await system.db.$count(doorPasses, eq(doorPasses.eventId, event.id))).toBe(10);
  });

  test("is for the scans of one event, and for nothing else", async () => {
    const token = await open();
    const other = await organization.makeEvent(organizer);
    const stranger = await register(await organization.makeUser("member"), other);
    expect(await handIn(token, queued({ qrCode: stranger.qrCode }))).toMatchObject({
      results: [{ ok: true, verdict: "wrong_event", registrationId: null }],
    });
  });

  test("does not work when it is wrong, or over, or its event is gone", async () => {
    const token = await open();
    const wrong = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    const bad = [wrong, "", "hello", `${uuidv7()}.${token.slice(37)}`];
    for (const each of bad)
      await expectRefusal(
        system,
        organization.anonymous(),
        (ctx) => handInScans(ctx, { token: each, scans: [] }),
        "pass_expired",
      );
    await expectRefusal(
      system,
      organization.anonymous({ now: inFuture(20 * day) }),
      (ctx) => handInScans(ctx, { token, scans: [] }),
      "pass_expired",
    );
  });

  test("is of its own tenant, wherever it is sent", async () => {
    const token = await open();
    const elsewhere = await system.makeOrganization();
    const answer = await handInScans(elsewhere.anonymous(), { token, scans: [queued()] });
    expect(answer).toMatchObject({ results: [{ ok: true, verdict: "admitted" }] });
    const [kept] = await system.db.select().from(scans).where(eq(scans.eventId, event.id));
    expect(kept?.organizationId).toBe(organization.organizationId);
  });
});
