import { presencesOf } from "@eventmaster/admission/passages";
import { forgeTicketCode } from "@eventmaster/admission/testing/forge-ticket-code";
import { checkIn } from "@eventmaster/core/check-in/check-in";
import { listConflicts } from "@eventmaster/core/check-in/conflicts";
import { getDoorKeys } from "@eventmaster/core/check-in/door-keys";
import { getRoster } from "@eventmaster/core/check-in/get-roster";
import { syncScans } from "@eventmaster/core/check-in/sync-scans";
import { undoScan } from "@eventmaster/core/check-in/undo-scan";
import { DomainError } from "@eventmaster/core/domain-error";
import { findBrokenInvariants } from "@eventmaster/core/invariants";
import { cancelRegistration } from "@eventmaster/core/registrations/cancel-registration";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "@eventmaster/core/testing/test-system";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { decideCode } from "../check-in/decide-locally.ts";
import { apiError } from "../testing/fake-server.ts";
import { openTestDevice, type TestDevice } from "../testing/test-device.ts";
import type { DoorServer } from "./door-server.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;

beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  await organization.makeUser("admin");
});

afterAll(() => system.close());

beforeEach(() => {
  // These are devices, not tabs of one: no lock is common to them.
  vi.stubGlobal("navigator", {});
});

interface Line {
  isUp: boolean;
  /** Every call arrives twice, as after an answer that was lost. */
  doubles: boolean;
}

/** The real verbs on the real database, over a line that the test cuts. */
function serverOver(line: Line): DoorServer {
  const over = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    if (!line.isUp) throw new TypeError("Failed to fetch");
    try {
      if (line.doubles) await call();
      return await call();
    } catch (error) {
      throw error instanceof DomainError ? apiError(error.code, error.message) : error;
    }
  };
  const unused = () => Promise.reject(new Error("Not of this test"));
  return {
    clock: () => over(async () => ({ serverTime: new Date().toISOString() })),
    keys: () => over(async () => getDoorKeys(organizer.ctx())),
    roster: ({ eventId, cursor }) => over(() => getRoster(organizer.ctx(), { eventId, cursor, limit: 2 })),
    verify: ({ deviceId, ...input }) => over(() => checkIn(organizer.ctx(), { ...input, deviceId })),
    sync: (input) => over(() => syncScans(organizer.ctx(), input)),
    undo: (input) => over(() => undoScan(organizer.ctx(), input)),
    conflicts: ({ eventId }) =>
      over(async () => {
        const page = await listConflicts(organizer.ctx(), { eventId, status: "open", limit: 100, offset: 0 });
        return page.items;
      }),
    walkIn: unused,
    openDoor: unused,
    closeDoor: unused,
    handIn: unused,
    watch: () => () => {},
  };
}

interface World {
  event: EventRow;
  gates: string[];
  tickets: { id: string; qrCode: string; holder: Person }[];
}

async function makeWorld(ticketCount: number): Promise<World> {
  const event = await organization.makeEvent(organizer);
  const gates = [
    await system.makeCheckInPoint(event, "Gate A"),
    await system.makeCheckInPoint(event, "Gate B"),
  ];
  const holders = await Promise.all(
    Array.from({ length: ticketCount }, () => organization.makeUser("member")),
  );
  const tickets = [];
  for (const holder of holders) tickets.push({ ...(await register(holder, event)), holder });
  return { event, gates, tickets };
}

async function openDevices(
  world: World,
  skews: readonly number[],
): Promise<{ device: TestDevice; line: Line }[]> {
  return Promise.all(
    skews.map(async (skew) => {
      const line = { isUp: true, doubles: false };
      const device = await openTestDevice({
        server: serverOver(line),
        eventId: world.event.id,
        deviceNow: () => Date.now() + skew,
      });
      await device.pulled();
      return { device, line };
    }),
  );
}

async function passagesInDatabase(eventId: string) {
  const rows = await system.db.select().from(scans).where(eq(scans.eventId, eventId)).orderBy(asc(scans.id));
  const through = rows.filter(({ verdict, deviceVerdict, direction }) =>
    direction === "exit"
      ? verdict === "left" && (deviceVerdict ?? "left") === "left"
      : (deviceVerdict ?? verdict) === "admitted" &&
        (verdict === "admitted" || verdict === "already_admitted"),
  );
  return { rows, through };
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("scan" as const),
      device: fc.nat(2),
      ticket: fc.nat(2),
      gate: fc.nat(1),
      isExit: fc.integer({ min: 0, max: 3 }).map((each) => each === 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cut" as const), device: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("join" as const), device: fc.nat(2), doubles: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("undo" as const), device: fc.nat(2) }) },
);

describe("devices that are cut off and come back in any order", () => {
  test("end in the state that follows from all scans, with none lost and every double entry a conflict", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 16 }),
        fc.array(fc.integer({ min: -7_200_000, max: 7_200_000 }), { minLength: 3, maxLength: 3 }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
        async (steps, skews, homecoming) => {
          const world = await makeWorld(3);
          const devices = await openDevices(world, skews);
          for (const { line } of devices) line.isUp = false;
          for (const each of steps) {
            const { device, line } = devices[each.device]!;
            if (each.kind === "cut") line.isUp = false;
            if (each.kind === "join") {
              Object.assign(line, { isUp: true, doubles: each.doubles });
              device.pusher.kick();
              device.keeper.pull();
              await Promise.all([device.sent(), device.pulled()]);
            }
            if (each.kind === "scan") {
              device.place.checkInPointId = world.gates[each.gate]!;
              device.place.direction = each.isExit ? "exit" : "entry";
              await device.scan(world.tickets[each.ticket]!.qrCode);
            }
            if (each.kind === "undo") {
              const [last] = device.scans.of(world.event.id);
              if (last) await device.door.undo(last.id, "Mistake");
            }
          }

          for (const at of homecoming) {
            const { device, line } = devices[at]!;
            Object.assign(line, { isUp: true, doubles: false });
            device.pusher.kick();
            await device.sent();
          }

          // Nothing is lost, and nothing there is twice.
          const { rows, through } = await passagesInDatabase(world.event.id);
          const own = devices.flatMap(({ device }) => device.scans.of(world.event.id));
          expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(own.map(({ id }) => id)));
          expect(own.filter(({ delivery }) => delivery.state !== "sent")).toEqual([]);
          // What happened is what the devices showed.
          const shown = new Map(own.map((scan) => [scan.id, scan.outcome]));
          for (const row of rows) expect(row.deviceVerdict ?? row.verdict).toBe(shown.get(row.id));

          // Admissions are what follows from the passages, whatever their order of arrival.
          const undone = new Set(own.filter(({ undo }) => undo?.state === "done").map(({ id }) => id));
          const points = world.gates.map((id) => ({ id, kind: "gate" as const }));
          const expected = world.tickets.flatMap((ticket) => {
            const passages = through
              .filter(({ id, registrationId }) => registrationId === ticket.id && !undone.has(id))
              .map((row) => ({
                scanId: row.id,
                checkInPointId: row.checkInPointId,
                direction: row.direction,
                at: row.scannedAt,
              }));
            return presencesOf(passages, points).map(({ first, leftAt }) => [
              first.scanId,
              leftAt?.getTime() ?? null,
            ]);
          });
          const kept = await system.db
            .select()
            .from(admissions)
            .where(eq(admissions.eventId, world.event.id));
          expect(new Map(kept.map(({ scanId, leftAt }) => [scanId, leftAt?.getTime() ?? null]))).toEqual(
            new Map(expected as [string, number | null][]),
          );
          expect(await findBrokenInvariants(system.db)).toEqual([]);

          // Every device agrees in the end, on who is in and on what is in conflict.
          for (const { device } of devices) {
            device.keeper.pull();
            await device.pulled();
          }
          const views = devices.map(({ device }) => verdictsOf(device, world));
          expect(views[1]).toEqual(views[0]);
          expect(views[2]).toEqual(views[0]);
          for (const { device } of devices) device.close();
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);
});

/** What this device would say to each ticket at each gate now. */
function verdictsOf({ keeper, scans: own, clock }: TestDevice, world: World): string[] {
  const door = {
    event: keeper.state().meta!.event,
    keys: keeper.keys()!,
    roster: keeper.index,
    ownScansOf: own.ofTicket,
    ownName: null,
  };
  return world.tickets.flatMap(({ qrCode }) =>
    world.gates.map((checkInPointId) => {
      const { decision } = decideCode(door, qrCode, { checkInPointId, direction: "entry", at: clock.now() });
      return `${decision.verdict} ${decision.isReEntry === true}`;
    }),
  );
}

describe("server and device", () => {
  test("give the same verdicts for the same histories", async () => {
    const event = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant("scan" as const),
          ticket: fc.nat(3),
          gate: fc.nat(1),
          isExit: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), ticket: fc.nat(1) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("undo" as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 10 }), async (events) => {
        const world = await makeWorld(2);
        const elsewhere = await makeWorld(1);
        const good = world.tickets[0]!.qrCode;
        const forged = forgeTicketCode(good);
        const codes = [...world.tickets.map(({ qrCode }) => qrCode), elsewhere.tickets[0]!.qrCode, forged];
        const [opened] = await openDevices(world, [0]);
        const { device } = opened!;
        let lastScan: string | null = null;
        for (const each of events) {
          if (each.kind === "cancel") {
            const { id, holder } = world.tickets[each.ticket]!;
            await cancelRegistration(holder.ctx(), { registrationId: id }).catch(() => {});
            continue;
          }
          if (each.kind === "undo") {
            if (lastScan)
              await undoScan(organizer.ctx(), { scanId: lastScan, reason: "Mistake" }).catch(() => {});
            continue;
          }
          device.keeper.pull();
          await device.pulled();
          const question = {
            checkInPointId: world.gates[each.gate]!,
            direction: each.isExit ? ("exit" as const) : ("entry" as const),
          };
          const qrCode = codes[each.ticket]!;
          const here = decideCode(
            {
              event: device.keeper.state().meta!.event,
              keys: device.keeper.keys()!,
              roster: device.keeper.index,
              ownScansOf: device.scans.ofTicket,
              ownName: "Bob",
            },
            qrCode,
            { ...question, at: Date.now() },
          );
          lastScan = uuidv7();
          const there = await checkIn(organizer.ctx(), {
            eventId: world.event.id,
            qrCode,
            scanId: lastScan,
            ...question,
          });
          expect({ verdict: here.decision.verdict, isReEntry: here.decision.isReEntry ?? false }).toEqual({
            verdict: there.verdict,
            isReEntry: there.isReEntry ?? false,
          });
          expect(here.decision.admission?.admittedAt.toISOString()).toBe(there.admission?.admittedAt);
        }
        device.close();
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
