import type { Registration } from "@eventmaster/contract/registrations";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { cancelEvent } from "../events/decide-event.ts";
import { deleteEvent } from "../events/delete-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { listAttendees } from "../registrations/list-attendees.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { countOutcomes } from "../testing/outcomes.ts";
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
import {
  createCheckInPoint,
  deleteCheckInPoint,
  listCheckInPoints,
  updateCheckInPoint,
} from "./check-in-points.ts";
import { listConflicts, resolveConflict } from "./conflicts.ts";
import { getDoorKeys } from "./door-keys.ts";
import { shortenName } from "./door-names.ts";
import { addStaff, listStaff } from "./event-staff.ts";
import { getRoster } from "./get-roster.ts";
import { listDoorEvents } from "./list-door-events.ts";
import { listScans } from "./list-scans.ts";
import { getOccupancy } from "./occupancy.ts";
import { syncScans } from "./sync-scans.ts";
import { undoScan } from "./undo-scan.ts";
import { updateDoor } from "./update-door.ts";
import { walkIn } from "./walk-in.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let staff: Person;
let holder: Person;
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
  holder = await organization.makeUser("member", { displayName: "Ada King Lovelace" });
  event = await organization.makeEvent(organizer);
  await addStaff(organizer.ctx(), { eventId: event.id, email: staff.email });
  ticket = await register(holder, event);
  const [point] = await system.db.select().from(checkInPoints).where(eq(checkInPoints.eventId, event.id));
  entrance = point!.id;
});

const page = { limit: 20, offset: 0 };

describe("check-in points", () => {
  const named = async () =>
    (await listCheckInPoints(staff.ctx(), { eventId: event.id })).map(({ name }) => name);

  test("are added, renamed and removed, and each is in the audit log", async () => {
    const adding = organizer.ctx();
    const added = await createCheckInPoint(adding, { eventId: event.id, name: "Workshop", kind: "session" });
    expect(added).toMatchObject({ name: "Workshop", kind: "session" });
    expect(await system.auditOf(adding)).toMatchObject([
      { action: "event.add_check_in_point", subjectId: event.id, details: { before: null, after: added } },
    ]);
    expect(await named()).toEqual(["Entrance", "Workshop"]);

    const renaming = organizer.ctx();
    const renamed = { ...added, name: "Hall 2" };
    expect(await updateCheckInPoint(renaming, { checkInPointId: added.id, name: "Hall 2" })).toEqual(renamed);
    expect(await system.auditOf(renaming)).toMatchObject([
      { action: "event.change_check_in_point", details: { before: added, after: renamed } },
    ]);
    const nothing = organizer.ctx();
    await updateCheckInPoint(nothing, { checkInPointId: added.id, name: "Hall 2" });
    expect(await system.auditOf(nothing)).toEqual([]);

    const removing = organizer.ctx();
    const removal = { checkInPointId: added.id, evenWithAdmissions: false };
    await deleteCheckInPoint(removing, removal);
    expect(await system.auditOf(removing)).toMatchObject([
      { action: "event.remove_check_in_point", details: { before: renamed, after: null } },
    ]);
    expect(await named()).toEqual(["Entrance"]);
    await deleteCheckInPoint(organizer.ctx(), removal);
  });

  test("are in the list of door events with their kind", async () => {
    await createCheckInPoint(organizer.ctx(), { eventId: event.id, name: "Monday", kind: "day" });
    const { items } = await listDoorEvents(staff.ctx(), page);
    expect(items[0]?.checkInPoints).toMatchObject([
      { name: "Entrance", kind: "gate" },
      { name: "Monday", kind: "day" },
    ]);
  });

  test("have a name of their own, which is free again once they are gone", async () => {
    const input = { eventId: event.id, name: "Gate B", kind: "gate" as const };
    const { id } = await createCheckInPoint(organizer.ctx(), input);
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => createCheckInPoint(ctx, { ...input, name: "GATE B" }),
      "check_in_point_taken",
    );
    await updateCheckInPoint(organizer.ctx(), { checkInPointId: id, name: "gate B" });
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => updateCheckInPoint(ctx, { checkInPointId: entrance, name: "gate b" }),
      "check_in_point_taken",
    );
    await deleteCheckInPoint(organizer.ctx(), { checkInPointId: id, evenWithAdmissions: false });
    await createCheckInPoint(organizer.ctx(), input);
  });

  test("are at most a hundred, also when several are made at once; removed ones do not count", async () => {
    await system.sql`insert into check_in_points (id, organization_id, event_id, name, removed_at)
      select gen_random_uuid(), ${event.organizationId}, ${event.id}, 'Point ' || n, case when n > 97 then now() end
      from generate_series(1, 120) n`;
    const made = ["one", "two", "three", "four"].map((name) =>
      createCheckInPoint(organizer.ctx(), { eventId: event.id, name, kind: "gate" }),
    );
    expect(await countOutcomes(made)).toEqual({ ok: 2, too_many_check_in_points: 2 });
    expect(await listCheckInPoints(organizer.ctx(), { eventId: event.id })).toHaveLength(100);
  });

  test("has at most 500 people on its staff, also when several are added at once; one who is on it already is no more", async () => {
    const [taken] = await listStaff(organizer.ctx(), { eventId: event.id });
    await system.sql`with people as (
        insert into users (id, email, display_name)
        select gen_random_uuid(), ${event.id} || n || '@staff.test', 'Helper ' || n from generate_series(1, 497) n returning id
      )
      insert into event_staff (organization_id, event_id, user_id)
      select ${event.organizationId}, ${event.id}, id from people`;
    const more = await organization.makeUsers(4);
    const added = more.map(({ email }) => addStaff(organizer.ctx(), { eventId: event.id, email }));
    expect(await countOutcomes(added)).toEqual({ ok: 2, too_many_staff: 2 });
    expect(await listStaff(organizer.ctx(), { eventId: event.id })).toHaveLength(500);
    expect(await addStaff(organizer.ctx(), { eventId: event.id, email: taken!.email })).toEqual(taken);
  });

  test("where tickets were admitted go only when told, and what was scanned stays", async () => {
    await createCheckInPoint(organizer.ctx(), { eventId: event.id, name: "Gate B", kind: "gate" });
    const { scanId } = await checkIn(staff.ctx(), {
      qrCode: ticket.qrCode,
      eventId: event.id,
      checkInPointId: entrance,
    });
    const removal = { checkInPointId: entrance, evenWithAdmissions: false };
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => deleteCheckInPoint(ctx, removal),
      "check_in_point_used",
    );
    await deleteCheckInPoint(organizer.ctx(), { ...removal, evenWithAdmissions: true });
    expect(await named()).toEqual(["Gate B"]);
    const log = await listScans(staff.ctx(), { ...page, eventId: event.id });
    expect(log.items).toMatchObject([{ id: scanId, isAdmission: true, checkInPoint: { name: "Entrance" } }]);
    expect(await getOccupancy(staff.ctx(), { eventId: event.id })).toMatchObject({ admitted: 1 });
    await expectRefusal(
      system,
      staff.ctx(),
      (ctx) => checkIn(ctx, { qrCode: ticket.qrCode, eventId: event.id, checkInPointId: entrance }),
      "not_found",
    );
  });

  test("change their kind only before the first scan", async () => {
    await updateCheckInPoint(organizer.ctx(), { checkInPointId: entrance, kind: "day" });
    await checkIn(staff.ctx(), { qrCode: "hello", eventId: event.id });
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => updateCheckInPoint(ctx, { checkInPointId: entrance, kind: "gate" }),
      "check_in_point_used",
    );
  });

  test("are at least one, also when the last two are removed at once", async () => {
    const alone = { checkInPointId: entrance, evenWithAdmissions: false };
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => deleteCheckInPoint(ctx, alone),
      "last_check_in_point",
    );
    const other = await system.makeCheckInPoint(event, "Gate B");
    const outcomes = await countOutcomes(
      [entrance, other].map((checkInPointId) =>
        deleteCheckInPoint(organizer.ctx(), { ...alone, checkInPointId }),
      ),
    );
    expect(outcomes).toEqual({ ok: 1, last_check_in_point: 1 });
    expect(await named()).toHaveLength(1);
  });

  test("are set up by those who manage the event", async () => {
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    const verbs = [
      (ctx: Context) => createCheckInPoint(ctx, { eventId: event.id, name: "Gate B", kind: "gate" }),
      (ctx: Context) => updateCheckInPoint(ctx, { checkInPointId: entrance, name: "Gate B" }),
      (ctx: Context) => deleteCheckInPoint(ctx, { checkInPointId: entrance, evenWithAdmissions: false }),
      (ctx: Context) => updateDoor(ctx, { eventId: event.id, doorNames: "short" }),
    ];
    for (const verb of verbs) {
      await expectRefusal(system, staff.ctx(), verb, "forbidden");
      await expectRefusal(system, (await organization.makeUser("organizer")).ctx(), verb, "forbidden");
      await expectRefusal(system, stranger.ctx(), verb, "not_found");
      await expectRefusal(system, organization.anonymous(), verb, "not_signed_in");
    }
    const gone = { checkInPointId: uuidv7(), name: "Gate B" };
    await expectRefusal(system, organizer.ctx(), (ctx) => updateCheckInPoint(ctx, gone), "not_found");
  });
});

describe("the log of scans", () => {
  test("has every outcome, newest first, and who made it", async () => {
    const at = (minutes: number) => ({ now: inFuture(minutes * 60_000) });
    const first = await checkIn(staff.ctx(at(-3)), {
      qrCode: ticket.qrCode,
      eventId: event.id,
      deviceId: "phone 1",
    });
    const second = await checkIn(organizer.ctx(at(-2)), { qrCode: ticket.qrCode, eventId: event.id });
    const third = await checkIn(organizer.ctx(at(-1)), { qrCode: "hello", eventId: event.id });
    await undoScan(staff.ctx(), { scanId: first.scanId, reason: "A test" });
    const log = await listScans(staff.ctx(), { ...page, eventId: event.id });
    expect(log).toMatchObject({
      total: 3,
      items: [
        { id: third.scanId, verdict: "unknown", registration: null, undone: null },
        {
          id: second.scanId,
          verdict: "already_admitted",
          scannedBy: { displayName: "Bob" },
          isAdmission: false,
        },
        {
          id: first.scanId,
          verdict: "admitted",
          deviceId: "phone 1",
          scannedBy: { id: staff.userId, displayName: "Sam" },
          registration: { id: ticket.id, holderName: "Ada King Lovelace" },
          isAdmission: false,
          undone: { by: "Sam", reason: "A test" },
          conflict: null,
          resolution: null,
        },
      ],
    });
  });

  test("is filtered by verdict, point, device, person, holder and time, and paged without loss", async () => {
    const gate = await system.makeCheckInPoint(event, "Gate B");
    const other = await register(await organization.makeUser("member", { displayName: "Grace" }), event);
    const now = Date.now();
    const minutes = (count: number) => new Date(now + count * 60_000);
    const at = (count: number) => ({ now: minutes(count) });
    const make = async (ctx: Context, fields: Partial<Parameters<typeof checkIn>[1]>) =>
      (await checkIn(ctx, { qrCode: ticket.qrCode, eventId: event.id, ...fields })).scanId;
    const one = await make(staff.ctx(at(-4)), { deviceId: "phone 1" });
    const two = await make(organizer.ctx(at(-3)), { qrCode: other.qrCode, checkInPointId: gate });
    const three = await make(organizer.ctx(at(-2)), { qrCode: "hello", deviceId: "phone 2" });
    const four = await make(staff.ctx(at(-1)), { direction: "exit" });
    const ids = async (filter: Partial<Parameters<typeof listScans>[1]>) =>
      (await listScans(organizer.ctx(), { ...page, eventId: event.id, ...filter })).items.map(({ id }) => id);
    expect(await ids({})).toEqual([four, three, two, one]);
    expect(await ids({ verdict: "unknown" })).toEqual([three]);
    expect(await ids({ direction: "exit" })).toEqual([four]);
    expect(await ids({ checkInPointId: gate })).toEqual([two]);
    expect(await ids({ deviceId: "phone 1" })).toEqual([one]);
    expect(await ids({ scannedBy: staff.userId })).toEqual([four, one]);
    expect(await ids({ registrationId: ticket.id })).toEqual([four, one]);
    expect(await ids({ q: "grac" })).toEqual([two]);
    expect(await ids({ q: "%" })).toEqual([]);
    expect(await ids({ from: minutes(-3), to: minutes(-1) })).toEqual([three, two]);
    const firstPage = await listScans(organizer.ctx(), { limit: 3, offset: 0, eventId: event.id });
    expect(await ids({ limit: 3, cursor: firstPage.nextCursor })).toEqual([one]);
  });

  test("shows names as the event allows its door", async () => {
    await checkIn(staff.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
    const shown = async (person: Person) => {
      const log = await listScans(person.ctx(), { ...page, eventId: event.id });
      return log.items[0]?.registration?.holderName;
    };
    const ctx = organizer.ctx();
    await updateDoor(ctx, { eventId: event.id, doorNames: "short" });
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "event.update_door",
        details: { before: { doorNames: "full" }, after: { doorNames: "short" } },
      },
    ]);
    expect([await shown(staff), await shown(organizer)]).toEqual(["Ada L.", "Ada King Lovelace"]);
    await updateDoor(organizer.ctx(), { eventId: event.id, doorNames: "hidden" });
    expect([await shown(staff), await shown(organizer)]).toEqual([null, "Ada King Lovelace"]);
  });

  test("a verdict names the holder as far as the event allows its door, and its organizer whom it is", async () => {
    const told = async (person: Person) => {
      const { message, registration } = await checkIn(person.ctx(), {
        qrCode: ticket.qrCode,
        eventId: event.id,
      });
      return { isNamed: message.includes("Lovelace"), ...registration };
    };
    const whole = { userDisplayName: "Ada King Lovelace", userEmail: expect.stringContaining("@") };
    expect(await told(staff)).toMatchObject(whole);
    await updateDoor(organizer.ctx(), { eventId: event.id, doorNames: "short" });
    expect(await told(staff)).toMatchObject({ isNamed: false, userDisplayName: "Ada L.", userEmail: "" });
    await updateDoor(organizer.ctx(), { eventId: event.id, doorNames: "hidden" });
    expect(await told(staff)).toMatchObject({ isNamed: false, userDisplayName: "", userEmail: "" });
    expect(await told(organizer)).toMatchObject(whole);
  });

  test.each([
    ["Ada Lovelace", "Ada L."],
    ["Ada", "Ada"],
    ["  Ada   King  Lovelace ", "Ada L."],
    ["小 明", "小 明."],
    ["Zoë 🎉party", "Zoë 🎉."],
  ])("a short name: %s", (name, short) => {
    expect(shortenName(name, "short")).toBe(short);
  });
});

describe("conflicts", () => {
  async function makeConflict(): Promise<[first: string, second: string]> {
    const scan = (minutes: number, deviceId: string) => ({
      scanId: uuidv7(),
      qrCode: ticket.qrCode,
      checkInPointId: entrance,
      deviceId,
      scannedAt: inFuture(-minutes * 60_000).toISOString(),
      deviceVerdict: "admitted",
    });
    const [first, second] = [scan(9, "phone 1"), scan(5, "phone 2")];
    await syncScans(staff.ctx(), { eventId: event.id, scans: [first, second] });
    return [first.scanId, second.scanId];
  }
  const list = (person: Person, fields: object = {}) =>
    listConflicts(person.ctx(), { ...page, eventId: event.id, status: "open", ...fields });

  test("are shown to door and organizer until somebody resolves them with a note", async () => {
    const [first, second] = await makeConflict();
    for (const person of [staff, organizer])
      expect(await list(person)).toMatchObject({
        total: 1,
        items: [
          {
            id: second,
            deviceId: "phone 2",
            conflict: { kind: "admitted_twice", scanId: first, deviceId: "phone 1", admittedBy: "Sam" },
            resolution: null,
          },
        ],
      });
    expect(await list(staff, { deviceId: "phone 1" })).toMatchObject({ total: 0 });
    const log = await listScans(staff.ctx(), { ...page, eventId: event.id });
    expect(log.items.find(({ id }) => id === second)?.conflict).not.toBeNull();

    const ctx = organizer.ctx();
    const resolved = await resolveConflict(ctx, { scanId: second, note: "Twins" });
    expect(resolved).toMatchObject({ id: second, resolution: { by: "Bob", note: "Twins" } });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "event.resolve_conflict", subjectId: event.id, details: { scanId: second } },
    ]);
    const again = organizer.ctx();
    expect(await resolveConflict(again, { scanId: second, note: "Other" })).toEqual(resolved);
    expect(await system.auditOf(again)).toEqual([]);
    expect(await list(staff)).toMatchObject({ total: 0 });
    expect(await list(staff, { status: "resolved" })).toMatchObject({ items: [{ id: second }] });
    expect(await list(staff, { status: "all" })).toMatchObject({ total: 1 });
  });

  test("are resolved by those who manage the event, and only where there is one", async () => {
    const [first, second] = await makeConflict();
    const resolve = (scanId: string) => (ctx: Context) => resolveConflict(ctx, { scanId, note: "Twins" });
    await expectRefusal(system, staff.ctx(), resolve(second), "forbidden");
    await expectRefusal(
      system,
      (await organization.makeUser("organizer")).ctx(),
      resolve(second),
      "forbidden",
    );
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), resolve(second), "not_found");
    await expectRefusal(system, organizer.ctx(), resolve(first), "not_a_conflict");
    await expectRefusal(system, organizer.ctx(), resolve(uuidv7()), "not_found");
  });
});

describe("somebody on the staff of one event", () => {
  test("can do all of its door's work", async () => {
    const ctx = () => staff.ctx();
    const eventId = event.id;
    expect((await listDoorEvents(ctx(), page)).items.map(({ id }) => id)).toEqual([eventId]);
    expect(getDoorKeys(ctx()).keys).toMatchObject([{ keyId: 1 }]);
    expect((await getRoster(ctx(), { eventId, limit: 5000 })).entries).toHaveLength(1);
    const { scanId, verdict } = await checkIn(ctx(), { qrCode: ticket.qrCode, eventId });
    expect(verdict).toBe("admitted");
    await checkIn(ctx(), { qrCode: ticket.qrCode, eventId, direction: "exit" });
    await walkIn(ctx(), { eventId, email: "guest@door.test", displayName: "A guest" });
    expect(await getOccupancy(ctx(), { eventId })).toMatchObject({ admitted: 2, inside: 1 });
    expect((await syncScans(ctx(), { eventId, scans: [] })).results).toEqual([]);
    expect((await listScans(ctx(), { ...page, eventId })).total).toBe(3);
    expect((await listConflicts(ctx(), { ...page, eventId, status: "open" })).total).toBe(0);
    await undoScan(ctx(), { scanId, reason: "A test" });
  });

  test("and nothing else: not of another event, and not what its organizer does", async () => {
    const other = await organization.makeEvent(organizer);
    const theirs = await register(holder, other);
    const { scanId } = await checkIn(organizer.ctx(), { qrCode: theirs.qrCode, eventId: other.id });
    const atTheOtherDoor: ((ctx: Context) => Promise<unknown>)[] = [
      (ctx) => checkIn(ctx, { qrCode: theirs.qrCode, eventId: other.id }),
      (ctx) => walkIn(ctx, { eventId: other.id, email: "guest@door.test", displayName: "A guest" }),
      (ctx) => syncScans(ctx, { eventId: other.id, scans: [] }),
      (ctx) => undoScan(ctx, { scanId, reason: "No" }),
      (ctx) => getRoster(ctx, { eventId: other.id, limit: 10 }),
      (ctx) => getOccupancy(ctx, { eventId: other.id }),
      (ctx) => listScans(ctx, { ...page, eventId: other.id }),
      (ctx) => listConflicts(ctx, { ...page, eventId: other.id, status: "open" }),
      (ctx) => listCheckInPoints(ctx, { eventId: other.id }),
    ];
    const organizing: ((ctx: Context) => Promise<unknown>)[] = [
      (ctx) => listAttendees(ctx, { ...page, eventId: event.id }),
      (ctx) => updateEvent(ctx, { eventId: event.id, location: "Hall 9" }),
      (ctx) => cancelEvent(ctx, { eventId: event.id }),
      (ctx) => deleteEvent(ctx, { eventId: event.id }),
      (ctx) => listStaff(ctx, { eventId: event.id }),
      (ctx) => addStaff(ctx, { eventId: event.id, email: holder.email }),
      (ctx) => createCheckInPoint(ctx, { eventId: event.id, name: "Gate B", kind: "gate" }),
      (ctx) =>
        walkIn(ctx, {
          eventId: event.id,
          email: "a@door.test",
          displayName: "A",
          overrideReason: "A friend",
        }),
    ];
    for (const verb of [...atTheOtherDoor, ...organizing])
      await expectRefusal(system, staff.ctx(), verb, "forbidden");
    // An event that is not public is not even there for them.
    await system.db.update(events).set({ status: "pending" }).where(eq(events.id, other.id));
    for (const verb of atTheOtherDoor) await expectRefusal(system, staff.ctx(), verb, "not_found");
  });
});
