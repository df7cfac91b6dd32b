import type { LeasedSeat, OpenedDoor } from "@eventmaster/contract/door-devices";
import { decide } from "@eventmaster/admission/decide";
import { standIn } from "@eventmaster/admission/stand-in";
import { readTicketCode } from "@eventmaster/admission/ticket-code";
import { admissions } from "@eventmaster/db/schema/check-in";
import { leasedSeats } from "@eventmaster/db/schema/door-devices";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelEvent } from "../events/decide-event.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
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
import { expireOffers } from "../waitlist/expire-offers.ts";
import { joinWaitlist } from "../waitlist/join-waitlist.ts";
import { checkIn } from "./check-in.ts";
import { closeDoor } from "./close-door.ts";
import { getRoster } from "./get-roster.ts";
import { handInScans } from "./hand-in-scans.ts";
import { getOccupancy } from "./occupancy.ts";
import { openDoor } from "./open-door.ts";
import { restoreDevice, revokeDevice } from "./revoke-device.ts";
import { syncScans } from "./sync-scans.ts";
import { walkIn } from "./walk-in.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let event: EventRow;
let entrance: string;
/** Whoever walks in. */
let ada: string;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  await organization.makeUser("admin");
  ada = `ada-${uuidv7()}@company.test`;
  await useEvent({ capacity: 50 });
});
afterEach(async () => {
  expect(await findBrokenInvariants(system.db)).toEqual([]);
});

const hour = 60 * 60 * 1000;
const minute = 60_000;
const phone = "phone 1";

async function useEvent(fields: Parameters<TestOrganization["makeEvent"]>[1]): Promise<void> {
  event = await organization.makeEvent(organizer, {
    startAt: inFuture(-hour),
    endAt: inFuture(day),
    ...fields,
  });
  const [point] = await system.db.select().from(checkInPoints).where(eq(checkInPoints.eventId, event.id));
  entrance = point!.id;
}

type Opening = Parameters<typeof openDoor>[1];
const open = (fields: Partial<Opening> = {}, at: Parameters<Person["ctx"]>[0] = {}): Promise<OpenedDoor> =>
  openDoor(organizer.ctx(at), {
    eventId: event.id,
    deviceId: phone,
    name: "A phone",
    pendingScans: 0,
    pendingWalkIns: 0,
    needsPass: false,
    wantsSeats: true,
    ...fields,
  });

async function seatsOf(fields: Partial<Opening> = {}): Promise<[LeasedSeat, ...LeasedSeat[]]> {
  const [first, ...rest] = (await open(fields)).seats;
  if (!first) throw new Error("There is no seat");
  return [first, ...rest];
}

function walkedIn(seat: LeasedSeat | null, fields: Record<string, unknown> = {}) {
  return {
    scanId: uuidv7(),
    email: ada,
    displayName: "Ada",
    seatId: seat?.id,
    checkInPointId: entrance,
    deviceId: phone,
    scannedAt: inFuture(-10 * minute).toISOString(),
    deviceVerdict: "admitted",
    ...fields,
  };
}

const scanned = (qrCode: string, fields: Record<string, unknown> = {}) => ({
  ...walkedIn(null),
  qrCode,
  email: undefined,
  displayName: undefined,
  deviceId: "phone 2",
  scannedAt: inFuture(-5 * minute).toISOString(),
  ...fields,
});

async function sync(...rows: unknown[]) {
  return (await syncScans(organizer.ctx(), { eventId: event.id, scans: rows })).results;
}

const verify = (qrCode: string) => checkIn(organizer.ctx(), { eventId: event.id, qrCode });

async function counts() {
  const { registered, offered, leased } = await getOccupancy(organizer.ctx(), { eventId: event.id });
  return { registered, offered, leased };
}

async function fill(count: number): Promise<void> {
  for (const person of await organization.makeUsers(count)) await register(person, event);
}

describe("seats for people who walk in while a device is offline", () => {
  test("are kept with ticket codes that are signed already, and counted as taken", async () => {
    const ctx = organizer.ctx();
    const { seats } = await openDoor(ctx, {
      eventId: event.id,
      deviceId: phone,
      name: "A phone",
      pendingScans: 0,
      pendingWalkIns: 0,
      needsPass: false,
      wantsSeats: true,
    });
    expect(seats).toHaveLength(5);
    for (const { id, code } of seats)
      expect(readTicketCode(code, system.ticketKeys.verifying)).toMatchObject({
        kind: "ticket",
        identity: { eventId: event.id, registrationId: id, generation: 1 },
      });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "event.add_device" },
      { action: "event.lease_seats", subjectId: event.id, details: { deviceId: phone, seats: 5 } },
    ]);
    expect(await counts()).toEqual({ registered: 0, offered: 0, leased: 5 });
  });

  test("are the same when the device asks again, and as many more as it gave away", async () => {
    const seats = await seatsOf();
    expect(await seatsOf()).toEqual(seats);
    const more = await seatsOf({ pendingWalkIns: 4 });
    expect(more.slice(0, 5)).toEqual(seats);
    // One blank is left, and it gives away many: it has seven at hand.
    expect(more).toHaveLength(5 + 6);
  });

  test("are shared fairly: half of what is free stays for those who register", async () => {
    await useEvent({ capacity: 12 });
    expect((await open()).seats).toHaveLength(5);
    expect((await open({ deviceId: "phone 2" })).seats).toHaveLength(3);
    await fill(4);
    expect(await counts()).toEqual({ registered: 4, offered: 0, leased: 8 });
    const late = await organization.makeUser("member");
    await expect(register(late, event)).rejects.toMatchObject({ code: "event_full" });
    expect((await open({ deviceId: "phone 3" })).seats).toEqual([]);
  });

  test.each<[string, Parameters<TestOrganization["makeEvent"]>[1], Partial<Opening>]>([
    ["long before the start", { startAt: inFuture(2 * day), endAt: inFuture(3 * day) }, {}],
    ["after the end", { startAt: inFuture(-2 * hour), endAt: inFuture(-hour) }, {}],
    ["of the last free seat", { capacity: 1 }, {}],
    ["for who wants none", {}, { wantsSeats: false }],
    ["at an event that was called off", { status: "cancelled" }, {}],
  ])("are not kept %s", async (_, fields, asked) => {
    await useEvent(fields);
    expect((await open(asked)).seats).toEqual([]);
    expect(await counts()).toMatchObject({ leased: 0 });
  });

  test("come back when the device leaves, except for those that it gave away", async () => {
    const [given, ...rest] = await seatsOf();
    const closing = organizer.ctx();
    const leaving = { eventId: event.id, deviceId: phone, keepSeats: [given.id] };
    expect(await closeDoor(closing, leaving)).toEqual({ returnedSeats: rest.length });
    expect(await system.auditOf(closing)).toMatchObject([
      { action: "event.return_seats", details: { deviceId: phone, seats: 4 } },
    ]);
    expect(await counts()).toMatchObject({ leased: 1 });
    expect(await closeDoor(organizer.ctx(), leaving)).toEqual({ returnedSeats: 0 });
    expect(await sync(walkedIn(given))).toMatchObject([{ ok: true, registrationId: given.id }]);
    const stranger = await organization.makeUser("member");
    await expectRefusal(system, stranger.ctx(), (ctx) => closeDoor(ctx, leaving), "forbidden");
  });

  test("go to the waitlist first when they come back", async () => {
    await useEvent({ capacity: 4, startAt: inFuture(hour) });
    await open();
    await fill(2);
    const waiting = await organization.makeUser("member");
    await joinWaitlist(waiting.ctx(), { eventId: event.id });
    expect(await counts()).toEqual({ registered: 2, offered: 0, leased: 2 });
    await closeDoor(organizer.ctx(), { eventId: event.id, deviceId: phone, keepSeats: [] });
    expect(await counts()).toEqual({ registered: 2, offered: 1, leased: 0 });
  });

  test("run out when the device does not come back, and are renewed while it does", async () => {
    const [first] = await seatsOf();
    const renewed = await open({}, { now: inFuture(2 * hour) });
    expect(renewed.seats).toHaveLength(5);
    expect(Date.parse(renewed.seats[0]!.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt));
    await expireOffers(organizer.ctx({ now: inFuture(13 * hour) }), { eventId: event.id });
    expect(await counts()).toMatchObject({ leased: 5 });
    await expireOffers(organizer.ctx({ now: inFuture(15 * hour) }), { eventId: event.id });
    expect(await counts()).toMatchObject({ leased: 0 });
  });

  test("that have run out are taken by whoever registers, though no job came by", async () => {
    await useEvent({ capacity: 4 });
    await open();
    await fill(2);
    await system.db.update(leasedSeats).set({ expiresAt: inFuture(-minute) });
    await fill(2);
    expect(await counts()).toEqual({ registered: 4, offered: 0, leased: 0 });
  });

  test("do not stand in the way of calling the event off", async () => {
    await useEvent({ capacity: 4, startAt: inFuture(hour) });
    await open();
    await fill(2);
    await joinWaitlist((await organization.makeUser("member")).ctx(), { eventId: event.id });
    await cancelEvent(organizer.ctx(), { eventId: event.id, reason: "Rain" });
    expect(await counts()).toMatchObject({ leased: 2, offered: 0 });
    await closeDoor(organizer.ctx(), { eventId: event.id, deviceId: phone, keepSeats: [] });
    expect(await counts()).toMatchObject({ leased: 0 });
  });
});

describe("somebody who walked in while the device was offline", () => {
  test("has the ticket that they were shown, and takes the seat that was kept", async () => {
    const [seat] = await seatsOf();
    await system.db.update(events).set({ capacity: 5 }).where(eq(events.id, event.id));
    const scan = walkedIn(seat);
    const [answer] = await sync(scan);
    expect(answer).toMatchObject({ ok: true, verdict: "admitted", registrationId: seat.id, conflict: null });
    expect(await counts()).toEqual({ registered: 1, offered: 0, leased: 4 });
    expect(await verify(seat.code)).toMatchObject({
      verdict: "already_admitted",
      registration: { id: seat.id, userDisplayName: "Ada", userEmail: ada },
    });
    const [made] = await system.db.select().from(registrations).where(eq(registrations.id, seat.id));
    expect(made).toMatchObject({ qrCode: seat.code, source: "walk_in", status: "checked_in" });
    // Once, however often it is sent.
    expect(await sync(scan)).toEqual([answer]);
    expect(await counts()).toEqual({ registered: 1, offered: 0, leased: 4 });
  });

  test("twice, at two devices, is registered once; both codes are the one ticket", async () => {
    const [seat] = await seatsOf();
    const [other] = await seatsOf({ deviceId: "phone 2" });
    const later = walkedIn(other, { deviceId: "phone 2", scannedAt: inFuture(-5 * minute).toISOString() });
    expect(await sync(walkedIn(seat), { ...later, email: ada.toUpperCase() })).toMatchObject([
      { ok: true, registrationId: seat.id, conflict: null },
      {
        ok: true,
        registrationId: seat.id,
        verdict: "already_admitted",
        conflict: { kind: "admitted_twice" },
      },
    ]);
    expect(await counts()).toEqual({ registered: 1, offered: 0, leased: 8 });
    expect(await verify(other.code)).toMatchObject({
      verdict: "already_admitted",
      registration: { id: seat.id },
    });
    const roster = await getRoster(organizer.ctx(), { eventId: event.id, limit: 100 });
    expect(roster.aliases).toEqual([{ id: other.id, registrationId: seat.id, generation: 1 }]);
    expect(roster.entries).toMatchObject([{ id: seat.id, status: "checked_in" }]);
  });

  test("and was registered already keeps that ticket, and the code that they were shown is one more of it", async () => {
    const member = await organization.makeUser("member", { email: ada });
    const ticket = await register(member, event);
    const [seat] = await seatsOf();
    const before = await getRoster(organizer.ctx(), { eventId: event.id, limit: 100 });
    expect(await sync(walkedIn(seat))).toMatchObject([{ ok: true, registrationId: ticket.id }]);
    expect(await counts()).toEqual({ registered: 1, offered: 0, leased: 4 });
    expect(await verify(seat.code)).toMatchObject({ verdict: "already_admitted" });

    // A device learns of it with what changed, and says the same by itself.
    const { aliases } = await getRoster(organizer.ctx(), {
      eventId: event.id,
      cursor: before.cursor,
      limit: 100,
    });
    const read = standIn(readTicketCode(seat.code, system.ticketKeys.verifying), (id) =>
      aliases.find((alias) => alias.id === id),
    );
    const decision = decide({
      read,
      event,
      registration: { id: ticket.id, eventId: event.id, status: "checked_in", generation: 1 },
      admission: { admittedAt: inFuture(-10 * minute), admittedBy: "Bob", checkPoint: null, deviceId: null },
      scannedAt: new Date(),
      rosterIsComplete: false,
    });
    expect(decision).toMatchObject({ verdict: "already_admitted", registrationId: ticket.id });
  });

  test("and had cancelled has a ticket again; after another cancellation neither code is good", async () => {
    const member = await organization.makeUser("member", { email: ada });
    const ticket = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: ticket.id });
    const [seat] = await seatsOf();
    // Turned away in the end: registered, but not admitted, so that it can be cancelled again.
    expect(await sync(walkedIn(seat, { deviceVerdict: "unknown" }))).toMatchObject([
      { ok: true, registrationId: ticket.id },
    ]);
    expect(await counts()).toEqual({ registered: 1, offered: 0, leased: 4 });
    const [row] = await system.db.select().from(registrations).where(eq(registrations.id, ticket.id));
    expect(row).toMatchObject({ status: "registered", generation: 2 });
    await cancelRegistration(member.ctx(), { registrationId: ticket.id });
    expect(await verify(seat.code)).toMatchObject({ verdict: "cancelled" });
    await register(member, event);
    expect(await verify(seat.code)).toMatchObject({ verdict: "cancelled" });
  });

  test("and waited for a seat takes this one, and waits no more", async () => {
    await useEvent({ capacity: 4, startAt: inFuture(hour) });
    const [seat] = await seatsOf();
    await fill(2);
    const member = await organization.makeUser("member", { email: ada });
    await joinWaitlist(member.ctx(), { eventId: event.id });
    expect(await sync(walkedIn(seat))).toMatchObject([{ ok: true, registrationId: seat.id }]);
    expect(await counts()).toEqual({ registered: 3, offered: 0, leased: 1 });
  });

  test("is let in at the next door by the code alone; that scan waits for the walk-in, whoever is heard first", async () => {
    const [seat] = await seatsOf();
    const left = scanned(seat.code, { direction: "exit", deviceVerdict: "left" });
    expect(await sync(left)).toMatchObject([{ ok: false, code: "seat_not_synced", isWorthRetrying: true }]);
    // Online nobody knows yet who holds it: it is no ticket.
    expect(await verify(seat.code)).toMatchObject({ verdict: "unknown", registration: null });
    const arrived = walkedIn(seat);
    expect(await sync(left, arrived)).toMatchObject([
      { ok: true, verdict: "left", registrationId: seat.id },
      { ok: true, verdict: "admitted", registrationId: seat.id },
    ]);
    const [admission] = await system.db
      .select()
      .from(admissions)
      .where(eq(admissions.registrationId, seat.id));
    expect(admission).toMatchObject({ scanId: arrived.scanId, leftAt: new Date(left.scannedAt) });
  });

  test("after the seat had run out takes a free one, with the code that they were shown, or is told that it is full", async () => {
    const [seat, other] = await seatsOf();
    await system.db.update(leasedSeats).set({ expiresAt: inFuture(-minute) });
    await expireOffers(organizer.ctx(), { eventId: event.id });
    expect(await sync(walkedIn(seat))).toMatchObject([{ ok: true, registrationId: seat.id }]);
    await system.db.update(events).set({ capacity: 1 }).where(eq(events.id, event.id));
    expect(await sync(walkedIn(other ?? seat, { email: `bo-${ada}` }))).toMatchObject([
      { ok: false, code: "event_full" },
    ]);
    expect(await counts()).toEqual({ registered: 1, offered: 0, leased: 0 });
  });

  test("with a seat of another device, or one that somebody has, takes any free one", async () => {
    const [seat] = await seatsOf();
    const [other] = await seatsOf({ deviceId: "phone 2" });
    const results = await sync(
      walkedIn(seat),
      walkedIn(seat, { email: `bo-${ada}` }),
      walkedIn(other, { email: `cy-${ada}` }),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await counts()).toEqual({ registered: 3, offered: 0, leased: 9 });
    expect(
      await system.db.$count(
        registrations,
        and(eq(registrations.eventId, event.id), eq(registrations.id, other.id)),
      ),
    ).toBe(0);
  });

  test("online takes the device's own seat too, when there is no other", async () => {
    await useEvent({ capacity: 4 });
    const [seat] = await seatsOf();
    await fill(2);
    const person = { eventId: event.id, email: ada, displayName: "Ada", deviceId: phone };
    await expectRefusal(system, organizer.ctx(), (ctx) => walkIn(ctx, person), "event_full");
    expect(await walkIn(organizer.ctx(), { ...person, seatId: seat.id })).toMatchObject({
      verdict: "admitted",
      registration: { id: seat.id },
    });
  });
});

describe("the blank tickets of a device that was taken off the door", () => {
  const device = () => ({ eventId: event.id, deviceId: phone });
  const pull = (cursor?: string) =>
    getRoster(organizer.ctx(), { eventId: event.id, cursor: cursor ?? null, limit: 100 });

  test("are void on every roster, and good again when it is allowed to work", async () => {
    const [seat] = await seatsOf();
    const before = await pull();
    expect(before.entries).toEqual([]);
    await revokeDevice(organizer.ctx(), device());
    const revoked = await pull(before.cursor);
    expect(revoked.entries).toHaveLength(5);
    expect(revoked.entries).toContainEqual(
      expect.objectContaining({ id: seat.id, status: "cancelled", holderName: null }),
    );
    expect((await pull()).entries).toHaveLength(5);
    await restoreDevice(organizer.ctx(), device());
    const restored = await pull(revoked.cursor);
    expect(restored.entries).toEqual([]);
    expect(restored.removed).toContain(seat.id);
  });

  test("stay kept for whoever was given one: their registration is made, and the scan is held", async () => {
    const opened = await open({ needsPass: true });
    const [seat] = opened.seats;
    const before = await pull();
    await revokeDevice(organizer.ctx(), device());
    const { results } = await handInScans(organization.anonymous(), {
      token: opened.pass!.token,
      scans: [walkedIn(seat!)],
    });
    expect(results).toMatchObject([
      { ok: true, registrationId: seat!.id, mark: "device_revoked", isHeld: true },
    ]);
    expect(await counts()).toEqual({ registered: 1, offered: 0, leased: 4 });
    const after = await pull(before.cursor);
    expect(after.entries.filter(({ id }) => id === seat!.id)).toMatchObject([
      { status: "registered", admissions: [] },
    ]);
    expect(await verify(seat!.code)).toMatchObject({ verdict: "admitted" });
  });
});
