import { comparePassages, entryBefore, type Passage, presencesOf } from "@eventmaster/admission/passages";
import type { QueuedScan } from "@eventmaster/contract/check-in";
import type { Registration } from "@eventmaster/contract/registrations";
import { connect, type Connection } from "@eventmaster/db/client";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Context, reading } from "../context.ts";
import { findBrokenInvariants } from "../invariants.ts";
import {
  type EventRow,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestSystem,
} from "../testing/test-system.ts";
import { listConflicts } from "./conflicts.ts";
import { loadCheckInPoints } from "./load-check-in-point.ts";
import { getOccupancy } from "./occupancy.ts";
import { syncScans } from "./sync-scans.ts";

let system: TestSystem;
let otherServer: Connection;
beforeAll(async () => {
  system = await startTestSystem({ max: 12 });
  otherServer = connect(system.database.url, { max: 12 });
});
afterAll(async () => {
  await otherServer.close();
  await system.close();
});

const devices = 4;
const tickets = 3;
/** One reading at one device. Few tickets and few minutes: nearly every scan meets another one. */
const aReading = fc.record({
  device: fc.nat({ max: devices - 1 }),
  ticket: fc.nat({ max: tickets - 1 }),
  point: fc.nat({ max: 2 }),
  direction: fc.constantFrom("entry" as const, "entry" as const, "exit" as const),
  minute: fc.nat({ max: 8 }),
  /** What a device without network showed: mostly it let them in. */
  isLetThrough: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
});
type Reading = typeof aReading extends fc.Arbitrary<infer Value> ? Value : never;

/** How the scans of a device come in: in which order, in which batches, and which of them twice. */
const delivery = fc.record({
  shuffle: fc.infiniteStream(fc.nat()),
  batchSize: fc.integer({ min: 1, max: 5 }),
  repeated: fc.array(fc.nat(), { maxLength: 6 }),
});
type Delivery = typeof delivery extends fc.Arbitrary<infer Value> ? Value : never;

const history = fc.array(aReading, { minLength: 6, maxLength: 24 });
const deliveries = fc.array(delivery, { minLength: devices, maxLength: devices });

interface Scene {
  organizer: Person;
  event: EventRow;
  /** Two gates, which are one room, and a workshop. */
  points: string[];
  tickets: Registration[];
}

async function makeScene(): Promise<Scene> {
  const organization = await system.makeOrganization();
  await organization.makeUser("admin");
  const organizer = await organization.makeUser("organizer");
  const event = await organization.makeEvent(organizer);
  const people = await organization.makeUsers(tickets);
  return {
    organizer,
    event,
    points: [
      await system.makeCheckInPoint(event, "Gate A"),
      await system.makeCheckInPoint(event, "Gate B"),
      await system.makeCheckInPoint(event, "Workshop", "session"),
    ],
    tickets: await Promise.all(people.map((person) => register(person, event))),
  };
}

type Queued = Omit<QueuedScan, "scannedAt"> & { scannedAt: string };

function queue(scene: Scene, ids: string[], readings: Reading[]): Queued[] {
  return readings.map(({ device, ticket, point, direction, minute, isLetThrough }, index) => ({
    scanId: ids[index]!,
    qrCode: scene.tickets[ticket]!.qrCode,
    checkInPointId: scene.points[point]!,
    direction,
    deviceId: `phone ${device}`,
    scannedAt: inFuture(-3_600_000 + minute * 60_000).toISOString(),
    deviceVerdict:
      direction === "exit"
        ? isLetThrough
          ? "left"
          : "unknown"
        : isLetThrough
          ? "admitted"
          : "already_admitted",
  }));
}

/** The batches of one device, shuffled, with some of the scans again at the end. */
function batchesOf(queued: Queued[], { shuffle, batchSize, repeated }: Delivery): Queued[][] {
  const keys = new Map(queued.map((scan) => [scan, shuffle.next().value as number]));
  const shuffled = queued.toSorted((one, other) => keys.get(one)! - keys.get(other)!);
  const again = shuffled.length === 0 ? [] : repeated.map((pick) => shuffled[pick % shuffled.length]!);
  const all = [...shuffled, ...again];
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, batch) =>
    all.slice(batch * batchSize, (batch + 1) * batchSize),
  );
}

type Send = (ctx: Context, scene: Scene, batch: Queued[]) => Promise<void>;

const send: Send = async (ctx, { event }, batch) => {
  const { results } = await syncScans(ctx, { eventId: event.id, scans: batch });
  for (const result of results) if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
};

/** All devices at once, at two servers. */
async function deliver(scene: Scene, queued: Queued[], ways: Delivery[], by: Send): Promise<void> {
  await Promise.all(
    ways.map(async (way, device) => {
      const mine = queued.filter(({ deviceId }) => deviceId === `phone ${device}`);
      const at = device % 2 === 0 ? {} : { db: otherServer.db };
      for (const batch of batchesOf(mine, way)) await by(scene.organizer.ctx(at), scene, batch);
    }),
  );
}

/** What must come of it, by a look at all scans at once. */
async function expectOneTruth(scene: Scene, queued: Queued[]): Promise<void> {
  const points = await reading(scene.organizer.ctx(), (ctx) => loadCheckInPoints(ctx, scene.event.id));
  const expected: string[] = [];
  const conflicts: string[] = [];
  for (const { id, qrCode } of scene.tickets) {
    const passages = queued
      .filter((scan) => scan.qrCode === qrCode && ["admitted", "left"].includes(scan.deviceVerdict))
      .map(({ scanId, checkInPointId, direction, scannedAt }): Passage => ({
        scanId,
        checkInPointId,
        direction,
        at: new Date(scannedAt),
      }))
      .toSorted(comparePassages);
    for (const { checkInPointId, first, leftAt } of presencesOf(passages, points))
      expected.push([id, checkInPointId, first.scanId, leftAt?.toISOString() ?? "inside"].join(" "));
    for (const passage of passages)
      if (passage.direction === "entry" && entryBefore(passage, passages, points))
        conflicts.push(passage.scanId);
  }
  const eventId = scene.event.id;
  const rows = await system.db.select().from(admissions).where(eq(admissions.eventId, eventId));
  const admitted = rows.map(({ registrationId, checkInPointId, scanId, leftAt }) =>
    [registrationId, checkInPointId, scanId, leftAt?.toISOString() ?? "inside"].join(" "),
  );
  expect(admitted.toSorted()).toEqual(expected.toSorted());

  const kept = await system.db.select({ id: scans.id }).from(scans).where(eq(scans.eventId, eventId));
  expect(kept.map(({ id }) => id).toSorted()).toEqual(queued.map(({ scanId }) => scanId).toSorted());
  const found = await listConflicts(scene.organizer.ctx(), {
    eventId,
    status: "open",
    limit: 100,
    offset: 0,
  });
  expect(found.items.map(({ id }) => id).toSorted()).toEqual(conflicts.toSorted());

  const occupancy = await getOccupancy(scene.organizer.ctx(), { eventId });
  expect(occupancy.admitted).toBe(new Set(rows.map(({ registrationId }) => registrationId)).size);
  const inGates = rows.filter(
    ({ leftAt, checkInPointId }) => leftAt === null && checkInPointId !== scene.points[2],
  );
  expect(occupancy.inside).toBe(new Set(inGates.map(({ registrationId }) => registrationId)).size);
  expect(await findBrokenInvariants(system.db)).toEqual([]);
}

const runs = { numRuns: 25, endOnFailure: true };

test(
  "whatever the order, the batches and the repetitions, the end is the same and no scan is lost",
  { timeout: 120_000 },
  async () => {
    let conflictsSeen = 0;
    await fc.assert(
      fc.asyncProperty(history, deliveries, async (readings, ways) => {
        const scene = await makeScene();
        const queued = queue(
          scene,
          readings.map(() => uuidv7()),
          readings,
        );
        await deliver(scene, queued, ways, send);
        await expectOneTruth(scene, queued);
        const { total } = await listConflicts(scene.organizer.ctx(), {
          eventId: scene.event.id,
          status: "all",
          limit: 1,
          offset: 0,
        });
        conflictsSeen += total;
      }),
      runs,
    );
    expect(conflictsSeen).toBeGreaterThan(0);
  },
);

/** Whoever is heard first is admitted: how it must not be done. */
const sendFirstComeFirstServed: Send = async (ctx, scene, batch) => {
  for (const scan of batch) {
    await send(ctx, scene, [scan]);
    // As if it had never been earlier than what was there.
    const [row] = await system.db.select().from(scans).where(eq(scans.id, scan.scanId));
    const [ticket] = await system.db
      .select()
      .from(registrations)
      .where(eq(registrations.id, row!.registrationId!));
    const known = heardFirst.get(`${ticket!.id} ${scan.checkInPointId}`);
    if (known === undefined && scan.deviceVerdict === "admitted")
      heardFirst.set(`${ticket!.id} ${scan.checkInPointId}`, scan.scanId);
    else if (known !== undefined)
      await system.db.update(admissions).set({ scanId: known }).where(eq(admissions.scanId, scan.scanId));
  }
};
const heardFirst = new Map<string, string>();

test(
  "control: where the first to be heard is admitted, the end depends on the order",
  { timeout: 120_000 },
  async () => {
    await expect(
      fc.assert(
        fc.asyncProperty(history, deliveries, async (readings, ways) => {
          const scene = await makeScene();
          const queued = queue(
            scene,
            readings.map(() => uuidv7()),
            readings,
          );
          await deliver(scene, queued, ways, sendFirstComeFirstServed);
          await expectOneTruth(scene, queued);
        }),
        runs,
      ),
    ).rejects.toThrow("Property failed");
  },
);
