import type { LeasedSeat } from "@eventmaster/contract/door-devices";
import { leasedSeats } from "@eventmaster/db/schema/door-devices";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import {
  day,
  type EventRow,
  inFuture,
  type Person,
  register,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { closeDoor } from "./close-door.ts";
import { openDoor } from "./open-door.ts";
import { syncScans } from "./sync-scans.ts";

let servers: TwoServers;
let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let event: EventRow;
let entrance: string;
beforeAll(async () => {
  servers = await startTwoServers();
  ({ system } = servers);
});
afterAll(() => servers.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  await organization.makeUser("admin");
  await useEvent(20);
});
afterEach(async () => {
  expect(await findBrokenInvariants(system.db)).toEqual([]);
});

const hour = 60 * 60 * 1000;

async function useEvent(capacity: number): Promise<void> {
  event = await organization.makeEvent(organizer, {
    capacity,
    startAt: inFuture(-hour),
    endAt: inFuture(day),
  });
  const [point] = await system.db.select().from(checkInPoints).where(eq(checkInPoints.eventId, event.id));
  entrance = point!.id;
}

async function open(index: number, pendingWalkIns = 0): Promise<LeasedSeat[]> {
  const { seats } = await openDoor(organizer.ctx(servers.serverOf(index)), {
    eventId: event.id,
    deviceId: `phone ${index}`,
    name: "A phone",
    pendingScans: 0,
    pendingWalkIns,
    needsPass: false,
    wantsSeats: true,
  });
  return seats;
}

const walkedIn = (index: number, seatId: string, email = `${uuidv7()}@company.test`) => ({
  scanId: uuidv7(),
  email,
  displayName: "Ada",
  seatId,
  checkInPointId: entrance,
  deviceId: `phone ${index}`,
  scannedAt: inFuture(-60_000).toISOString(),
  deviceVerdict: "admitted",
});

const sync = async (index: number, scans: unknown[]) =>
  (await syncScans(organizer.ctx(servers.serverOf(index)), { eventId: event.id, scans })).results;

const counts = async () =>
  (
    await system.db
      .select({
        registered: events.registeredCount,
        held: events.offeredCount,
        leased: events.leasedCount,
        capacity: events.capacity,
      })
      .from(events)
      .where(eq(events.id, event.id))
  )[0]!;

/** Everybody who was shown a ticket at a door has it. */
async function everybodyHasTheirTicket(given: { index: number; seats: LeasedSeat[] }[]): Promise<void> {
  const answers = await Promise.all(
    given.map(({ index, seats }) =>
      sync(
        index,
        seats.map(({ id }) => walkedIn(index, id)),
      ),
    ),
  );
  expect(answers.flat().filter((answer) => !answer.ok)).toEqual([]);
  const ids = given.flatMap(({ seats }) => seats.map(({ id }) => id));
  const made = await system.db
    .select({ id: registrations.id })
    .from(registrations)
    .where(eq(registrations.eventId, event.id));
  expect(made.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
}

describe("six doors and a crowd that registers, for 20 seats", () => {
  test("are never promised more than there is, and every seat that a door gives away is there", async () => {
    const crowd = await organization.makeUsers(40);
    const [given, outcomes] = await Promise.all([
      Promise.all(Array.from({ length: 6 }, async (_, index) => ({ index, seats: await open(index) }))),
      countOutcomes(crowd.map((person) => register(person, event))),
    ]);
    const before = await counts();
    expect(before.registered + before.held).toBeLessThanOrEqual(20);
    expect(before.leased).toBe(given.reduce((sum, { seats }) => sum + seats.length, 0));
    expect(outcomes["ok"]).toBe(before.registered);
    // While the doors are away, everybody tries for what is left.
    const more = organization
      .makeUsers(20)
      .then((people) => countOutcomes(people.map((person) => register(person, event))));
    await Promise.all([everybodyHasTheirTicket(given), more]);
    const after = await counts();
    expect(after).toMatchObject({ registered: 20, held: 0, leased: 0 });
  });

  test("control: seats that are given to a door and not counted are sold meanwhile", async () => {
    const given = [{ index: 0, seats: await open(0) }];
    expect(given[0]!.seats.length).toBeGreaterThan(0);
    await system.db.update(events).set({ offeredCount: 0, leasedCount: 0 }).where(eq(events.id, event.id));
    await Promise.all((await organization.makeUsers(20)).map((person) => register(person, event)));
    await expect(everybodyHasTheirTicket(given)).rejects.toThrow("expected [");
    // Nobody is registered past the last seat even so: the check stands behind it.
    expect(await counts()).toMatchObject({ registered: 20 });
    await system.db
      .update(leasedSeats)
      .set({ status: "returned" })
      .where(and(eq(leasedSeats.eventId, event.id), eq(leasedSeats.status, "held")));
  });
});

test("doors that open, give away, sync and close at once, while people come and cancel, end with the right counts", async () => {
  await useEvent(60);
  const crowd = await organization.makeUsers(30);
  await Promise.all([
    ...Array.from({ length: 4 }, async (_, index) => {
      for (let round = 0; round < 2; round++) {
        const seats = await open(index);
        const [given, ...rest] = seats;
        if (!given) continue;
        const again = walkedIn(index, given.id);
        await Promise.all([
          sync(index, [again]),
          sync(index + 1, [again]),
          closeDoor(organizer.ctx(servers.serverOf(index + 1)), {
            eventId: event.id,
            deviceId: `phone ${index}`,
            keepSeats: rest.slice(0, 2).map(({ id }) => id),
          }),
          open(index, 1),
        ]);
      }
    }),
    ...crowd.map(async (person, index) => {
      const mine = await register(person, event);
      if (index % 2 === 0) await cancelRegistration(person.ctx(), { registrationId: mine.id });
    }),
  ]);
  const { registered, held, leased } = await counts();
  expect(registered).toBeGreaterThanOrEqual(15);
  expect(registered + held).toBeLessThanOrEqual(60);
  expect(leased).toBe(held);
});

test("one person who walks in at five doors at once is one registration, and gives four seats back", async () => {
  await useEvent(200);
  const given = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => ({ index, seats: await open(index) })),
  );
  const before = await counts();
  const email = `${uuidv7()}@company.test`;
  const answers = await Promise.all(
    given.map(({ index, seats }) => sync(index, [walkedIn(index, seats[0]!.id, email)])),
  );
  expect(answers.flat().filter((answer) => !answer.ok)).toEqual([]);
  expect(await counts()).toMatchObject({ registered: 1, held: before.held - 5, leased: before.leased - 5 });
  const bound = await system.db
    .select({ registrationId: leasedSeats.registrationId })
    .from(leasedSeats)
    .where(sql`${leasedSeats.eventId} = ${event.id} and ${leasedSeats.status} = 'used'`);
  expect(new Set(bound.map(({ registrationId }) => registrationId)).size).toBe(1);
  expect(bound).toHaveLength(5);
});
