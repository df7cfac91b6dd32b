import { decide } from "@eventmaster/admission/decide";
import { readTicketCode } from "@eventmaster/admission/ticket-code";
import type { CheckInResult } from "@eventmaster/contract/check-in";
import type { Registration } from "@eventmaster/contract/registrations";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { checkInPoints, events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { transaction } from "../context.ts";
import type { EventRow as LoadedEvent } from "../events/event-view.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { meetingOf } from "../testing/meeting.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import {
  type EventRow,
  inFuture,
  type Person,
  register,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { checkIn } from "./check-in.ts";
import type { CheckInPoint } from "./load-check-in-point.ts";
import { findScan, type Scan, settle, unmarked } from "./settle.ts";
import { loadTicketHistory, presenceNow } from "./ticket-history.ts";
import { walkIn } from "./walk-in.ts";

/** For all tests that leave the data whole. */
let shared: TwoServers;
let servers: TwoServers;
let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let holder: Person;
let event: EventRow;
let ticket: Registration;
let doorKeepers: Person[];
beforeAll(async () => {
  shared = await startTwoServers();
});
afterAll(() => shared.close());
beforeEach(() => liveOn(shared));
afterEach(async () => {
  if (servers !== shared) await servers.close();
});

/** For a test that takes a guard away. */
async function useOwnDatabase(): Promise<void> {
  await liveOn(await startTwoServers());
}

async function liveOn(these: TwoServers): Promise<void> {
  servers = these;
  system = these.system;
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  holder = await organization.makeUser("member");
  event = await organization.makeEvent(organizer);
  ticket = await register(holder, event);
  doorKeepers = await organization.makeUsers(20, "admin");
}

async function expectOneAdmission(): Promise<void> {
  expect(await system.db.$count(admissions, eq(admissions.registrationId, ticket.id))).toBe(1);
  expect(await findBrokenInvariants(system.db)).toEqual([]);
}

async function entrance(): Promise<CheckInPoint> {
  const [point] = await system.db.select().from(checkInPoints).where(eq(checkInPoints.eventId, event.id));
  return { ...point!, isRemoved: false };
}

const scanAt = (point: CheckInPoint, scannedAt: Date): Scan => ({
  id: uuidv7(),
  point,
  direction: "entry",
  deviceId: null,
  scannedAt,
  deviceVerdict: null,
  digest: "",
  ...unmarked,
});

const loaded = (): LoadedEvent => ({ ...event, organizerName: organizer.displayName });

describe("20 devices that scan one ticket at once", () => {
  test("admit it once, and 19 are told when and by whom", async () => {
    const answers = await Promise.all(
      doorKeepers.map((keeper, index) =>
        checkIn(keeper.ctx(servers.serverOf(index)), {
          qrCode: ticket.qrCode,
          eventId: event.id,
          scanId: uuidv7(),
          deviceId: `phone ${index}`,
        }),
      ),
    );
    const winner = answers.findIndex(({ verdict }) => verdict === "admitted");
    const refused = answers.filter((_, index) => index !== winner);
    expect(refused).toHaveLength(19);
    for (const answer of refused)
      expect(answer).toMatchObject({
        success: false,
        verdict: "already_admitted",
        message: expect.stringMatching(/^Already admitted .*at \d\d:\d\d at Entrance by admin \d+$/u),
        admission: {
          admittedAt: answers[winner]!.registration!.checkedInAt,
          admittedBy: doorKeepers[winner]!.displayName,
          checkInPoint: "Entrance",
          deviceId: `phone ${winner}`,
        },
      });
    expect(await system.db.$count(scans, eq(scans.registrationId, ticket.id))).toBe(20);
    await expectOneAdmission();
  });

  /** The door's own decision and record, but without the lock on the registration. */
  function naivelyCheckIn(keeper: Person, everybodyHasRead: () => Promise<void>): Promise<unknown> {
    return transaction(keeper.ctx(), async (ctx) => {
      const point = await entrance();
      const [registration] = await ctx.db.select().from(registrations).where(eq(registrations.id, ticket.id));
      const history = await loadTicketHistory(ctx, ticket.id, [point]);
      await everybodyHasRead();
      const decision = decide({
        read: readTicketCode(ticket.qrCode, ctx.ticketKeys.verifying),
        event,
        registration: registration!,
        ...presenceNow(history, point.id),
        scannedAt: ctx.now,
        rosterIsComplete: true,
      });
      return settle(ctx, loaded(), scanAt(point, ctx.now), decision, history);
    });
  }

  test("control: without the lock and the admissions' primary key, all 20 admit it", async () => {
    await useOwnDatabase();
    await system.sql`alter table admissions drop constraint admissions_registration_id_check_in_point_id_pk`;
    const keepers = doorKeepers.slice(0, 10);
    const everybodyHasRead = meetingOf(10);
    await Promise.all(keepers.map((keeper) => naivelyCheckIn(keeper, everybodyHasRead)));
    await expect(expectOneAdmission()).rejects.toThrow("expected 10 to be 1");
  });

  test("the primary key alone still lets one in: it stands behind the lock", async () => {
    const everybodyHasRead = meetingOf(10);
    const outcomes = await Promise.allSettled(
      doorKeepers.slice(0, 10).map((keeper) => naivelyCheckIn(keeper, everybodyHasRead)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expectOneAdmission();
  });

  test("some of them by email, as a walk-in, admit it once too", async () => {
    const answers = await Promise.all(
      doorKeepers.map((keeper, index) =>
        index % 2 === 0
          ? checkIn(keeper.ctx(servers.serverOf(index)), { qrCode: ticket.qrCode, eventId: event.id })
          : walkIn(keeper.ctx(servers.serverOf(index)), { eventId: event.id, email: holder.email }),
      ),
    );
    expect(answers.filter(({ success }) => success)).toHaveLength(1);
    expect(answers.filter(({ verdict }) => verdict === "already_admitted")).toHaveLength(19);
    await expectOneAdmission();
  });
});

describe("one scan that is sent 20 times at once", () => {
  async function expectOneScan(scanId: string): Promise<void> {
    expect(await system.db.$count(scans, eq(scans.id, scanId))).toBe(1);
  }

  function send(scan: { qrCode: string; scanId: string }, now: Date): Promise<CheckInResult[]> {
    return Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        checkIn(organizer.ctx({ now, ...servers.serverOf(index) }), { ...scan, eventId: event.id }),
      ),
    );
  }

  test("is kept once, and all are told the same", async () => {
    const scan = { qrCode: ticket.qrCode, scanId: uuidv7() };
    const answers = await send(scan, inFuture(0));
    expect(answers[0]).toMatchObject({ success: true, verdict: "admitted", scanId: scan.scanId });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await expectOneScan(scan.scanId);
    await expectOneAdmission();
  });

  test("is kept once also when no registration is there to queue at", async () => {
    const scan = { qrCode: "hello", scanId: uuidv7() };
    const answers = await send(scan, inFuture(0));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ verdict: "unknown" });
    await expectOneScan(scan.scanId);
  });

  test("as a walk-in makes one person, one registration and one scan", async () => {
    const now = inFuture(0);
    const input = {
      eventId: event.id,
      email: "newcomer@door.test",
      displayName: "A newcomer",
      scanId: uuidv7(),
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        walkIn(organizer.ctx({ now, ...servers.serverOf(index) }), input),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ success: true });
    await expectOneScan(input.scanId);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("for two events at once belongs to one of them", async () => {
    const other = await organization.makeEvent(organizer);
    const scanId = uuidv7();
    const outcomes = await countOutcomes(
      [event, other].map(({ id }, index) =>
        checkIn(organizer.ctx(servers.serverOf(index)), { qrCode: "hello", eventId: id, scanId }),
      ),
    );
    expect(outcomes).toEqual({ ok: 1, scan_id_taken: 1 });
    await expectOneScan(scanId);
  });

  test("control: looked up and then written, without the scans' primary key, it is kept as often as it came", async () => {
    await useOwnDatabase();
    await system.sql`alter table scans drop constraint scans_pkey cascade`;
    const scanId = uuidv7();
    const point = await entrance();
    const everybodyHasRead = meetingOf(10);
    await Promise.all(
      Array.from({ length: 10 }, () =>
        transaction(organizer.ctx(), async (ctx) => {
          const earlier = await findScan(ctx, loaded(), { id: scanId, digest: "" }, [point]);
          await everybodyHasRead();
          if (earlier) return;
          await ctx.db.insert(scans).values({
            id: scanId,
            organizationId: event.organizationId,
            eventId: event.id,
            checkInPointId: point.id,
            scannedAt: ctx.now,
            verdict: "unknown",
          });
        }),
      ),
    );
    await expect(expectOneScan(scanId)).rejects.toThrow("expected 10 to be 1");
  });
});

describe("a holder who cancels while the ticket is scanned", () => {
  async function statusOf(registrationId: string) {
    const [row] = await system.db.select().from(registrations).where(eq(registrations.id, registrationId));
    return row?.status;
  }

  test("has either cancelled or come in, and the seats are right", async () => {
    const people = await organization.makeUsers(30);
    const seen = new Set<string>();
    for (const person of people) {
      const mine = await register(person, event);
      const cancel = () =>
        cancelRegistration(person.ctx({ db: servers.otherServer.db }), { registrationId: mine.id }).then(
          () => "ok",
          (error: { code: string }) => error.code,
        );
      const scan = () =>
        checkIn(organizer.ctx(), { qrCode: mine.qrCode, eventId: event.id }).then(({ verdict }) => verdict);
      const [cancelled, verdict] = await Promise.all([cancel(), scan()]);
      const outcome = [cancelled, verdict, await statusOf(mine.id)].join(" ");
      expect(["ok cancelled cancelled", "already_admitted admitted checked_in"]).toContain(outcome);
      seen.add(outcome);
    }
    expect(seen.size).toBeGreaterThan(0);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("control: with a status that is read and then written, both are told yes and the data breaks", async () => {
    await useOwnDatabase();
    const point = await entrance();
    const bothHaveRead = meetingOf(2);
    const naively = (
      person: Person,
      act: (db: Parameters<Parameters<typeof transaction>[1]>[0]) => Promise<unknown>,
    ) =>
      transaction(person.ctx(), async (ctx) => {
        const [seen] = await ctx.db.select().from(registrations).where(eq(registrations.id, ticket.id));
        await bothHaveRead();
        if (seen?.status === "registered") await act(ctx);
      });
    await Promise.all([
      naively(holder, async (ctx) => {
        await ctx.db
          .update(registrations)
          .set({ status: "cancelled" })
          .where(eq(registrations.id, ticket.id));
        await ctx.db
          .update(events)
          .set({ registeredCount: sql`${events.registeredCount} - 1` })
          .where(eq(events.id, event.id));
      }),
      naively(organizer, (ctx) =>
        settle(
          ctx,
          loaded(),
          scanAt(point, ctx.now),
          { verdict: "admitted", registrationId: ticket.id, admission: null },
          { passages: [], points: [point] },
        ),
      ),
    ]);
    expect(await findBrokenInvariants(system.db)).not.toEqual([]);
  });
});
