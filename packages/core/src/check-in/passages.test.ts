import type { Registration } from "@eventmaster/contract/registrations";
import { connect, type Connection } from "@eventmaster/db/client";
import { admissions, scans, undoneScans } from "@eventmaster/db/schema/check-in";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { transaction } from "../context.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { meetingOf } from "../testing/meeting.ts";
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
import { addStaff } from "./event-staff.ts";
import { keepAdmissions } from "./keep-admissions.ts";
import type { CheckInPoint } from "./load-check-in-point.ts";
import { getOccupancy } from "./occupancy.ts";
import { loadTicketHistory } from "./ticket-history.ts";
import { undoScan } from "./undo-scan.ts";

let system: TestSystem;
let otherServer: Connection;
let organization: TestOrganization;
let organizer: Person;
let holder: Person;
let event: EventRow;
let gates: [string, string];
let ticket: Registration;
beforeAll(async () => {
  system = await startTestSystem({ max: 20 });
  otherServer = connect(system.database.url, { max: 20 });
});
afterAll(async () => {
  await otherServer.close();
  await system.close();
});
beforeEach(async () => {
  organization = await system.makeOrganization();
  await organization.makeUser("admin");
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  holder = await organization.makeUser("member", { displayName: "Ada Lovelace" });
  event = await organization.makeEvent(organizer);
  gates = [await system.makeCheckInPoint(event, "Gate A"), await system.makeCheckInPoint(event, "Gate B")];
  ticket = await register(holder, event);
});

const scan = (fields: Partial<Parameters<typeof checkIn>[1]> = {}, ctx = organizer.ctx()) =>
  checkIn(ctx, { qrCode: ticket.qrCode, eventId: event.id, checkInPointId: gates[0], ...fields });
const leave = (fields: Partial<Parameters<typeof checkIn>[1]> = {}, ctx = organizer.ctx()) =>
  scan({ direction: "exit", ...fields }, ctx);
const occupancy = () => getOccupancy(organizer.ctx(), { eventId: event.id });

/** What a control has broken is not for the tests after it. */
async function forgetEvent(): Promise<void> {
  await system.db.delete(events).where(eq(events.id, event.id));
}

async function statusOf(registrationId = ticket.id) {
  const [row] = await system.db.select().from(registrations).where(eq(registrations.id, registrationId));
  return row?.status;
}

describe("going out and coming back", () => {
  test("is recorded, and is no second admission", async () => {
    const first = await scan();
    expect(await leave()).toMatchObject({ success: true, verdict: "left", message: "Goodbye, Ada Lovelace" });
    const back = organizer.ctx();
    const again = await scan({}, back);
    expect(again).toMatchObject({
      success: true,
      verdict: "admitted",
      isReEntry: true,
      message: "Welcome back, Ada Lovelace",
    });
    expect(await system.auditOf(back)).toMatchObject([
      { action: "registration.re_enter", subjectId: ticket.id, details: { scanId: again.scanId } },
    ]);
    expect(await scan()).toMatchObject({ success: false, verdict: "already_admitted" });
    const rows = await system.db.select().from(admissions).where(eq(admissions.eventId, event.id));
    expect(rows).toMatchObject([{ scanId: first.scanId, leftAt: null }]);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("by another gate counts, because gates lead into one room", async () => {
    await scan();
    const leaving = organizer.ctx();
    await leave({ checkInPointId: gates[1] }, leaving);
    expect(await system.auditOf(leaving)).toMatchObject([{ action: "registration.leave" }]);
    expect(await occupancy()).toMatchObject({ admitted: 1, inside: 0 });
    expect(await scan()).toMatchObject({ verdict: "admitted", isReEntry: true });
  });

  test("of a session says nothing about the gates", async () => {
    const workshop = await system.makeCheckInPoint(event, "Workshop", "session");
    await scan();
    await scan({ checkInPointId: workshop });
    await leave({ checkInPointId: workshop });
    expect(await scan()).toMatchObject({ verdict: "already_admitted" });
    expect(await occupancy()).toMatchObject({ inside: 1 });
  });

  test("is never refused to a good ticket, though nobody saw it come in", async () => {
    const leaving = organizer.ctx();
    expect(await leave({}, leaving)).toMatchObject({ success: true, verdict: "left" });
    expect(await system.auditOf(leaving)).toEqual([]);
    expect(await statusOf()).toBe("registered");
    const first = await scan();
    expect(first).toMatchObject({ verdict: "admitted" });
    expect(first.isReEntry).toBeUndefined();
  });

  test("with a bad ticket is refused like coming in", async () => {
    await cancelRegistration(holder.ctx(), { registrationId: ticket.id });
    expect(await leave()).toMatchObject({ success: false, verdict: "cancelled" });
  });

  test("sent again is answered with its first outcome", async () => {
    await scan();
    const [out, back] = [{ scanId: uuidv7() }, { scanId: uuidv7() }];
    const at = { now: inFuture(0) };
    const first = [await leave(out, organizer.ctx(at)), await scan(back, organizer.ctx(at))];
    expect([await leave(out, organizer.ctx(at)), await scan(back, organizer.ctx(at))]).toEqual(first);
  });
});

describe("who is inside", () => {
  test("is right after many have come and gone at once, at two servers", async () => {
    const people = await organization.makeUsers(24);
    await Promise.all(
      people.map(async (person, index) => {
        const { qrCode } = await register(person, event);
        const ctx = () => organizer.ctx(index % 2 === 0 ? {} : { db: otherServer.db });
        await scan({ qrCode }, ctx());
        // A third stays, a third leaves, a third comes back.
        if (index % 3 > 0) await leave({ qrCode, checkInPointId: gates[1] }, ctx());
        if (index % 3 > 1) await scan({ qrCode }, ctx());
      }),
    );
    expect(await occupancy()).toMatchObject({
      registered: 25,
      admitted: 24,
      inside: 16,
      points: [
        { name: "Entrance" },
        { name: "Gate A", admitted: 24, inside: 16 },
        { name: "Gate B", admitted: 0 },
      ],
    });
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("of one ticket that leaves 10 times at once is outside once", async () => {
    await scan();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        leave({}, organizer.ctx(index % 2 === 0 ? {} : { db: otherServer.db })),
      ),
    );
    for (const answer of answers) expect(answer.verdict).toBe("left");
    expect(await occupancy()).toMatchObject({ inside: 0, admitted: 1 });
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("control: without the registration's lock, one who leaves and one who comes in lose each other", async () => {
    await scan({}, organizer.ctx({ now: inFuture(-60_000) }));
    const gate = (await occupancy()).points.find(({ id }) => id === gates[0]);
    const points: CheckInPoint[] = [{ ...gate!, isRemoved: false }];
    const bothHaveRead = meetingOf(2);
    // Two devices bring what they saw a while ago: out at 12, in again at 11. Neither sees the other's scan.
    const naively = (direction: "entry" | "exit", at: Date) =>
      transaction(organizer.ctx(), async (ctx) => {
        const before = await loadTicketHistory(ctx, ticket.id, points);
        await bothHaveRead();
        const [row] = await ctx.db
          .insert(scans)
          .values({
            id: uuidv7(),
            organizationId: event.organizationId,
            eventId: event.id,
            registrationId: ticket.id,
            checkInPointId: gates[0],
            scannedAt: at,
            direction,
            verdict: direction === "exit" ? "left" : "admitted",
          })
          .returning();
        const passage = {
          scanId: row!.id,
          checkInPointId: gates[0],
          direction,
          at,
          scannedBy: null,
          admittedBy: null,
          checkPoint: null,
          deviceId: null,
        };
        const ids = { eventId: event.id, registrationId: ticket.id };
        await keepAdmissions(
          ctx,
          ids,
          before,
          { ...before, passages: [...before.passages, passage] },
          passage,
        );
      });
    await Promise.all([naively("exit", inFuture(-10_000)), naively("entry", inFuture(-70_000))]);
    const broken = await findBrokenInvariants(system.db);
    expect(broken.map(({ invariant }) => invariant).join()).toMatch(/inside until|earliest scan/u);
    await forgetEvent();
  });

  test("of an event without gates is who is in on the day that was opened last", async () => {
    const days = await organization.makeEvent(organizer);
    await system.sql`update check_in_points set kind = 'day' where event_id = ${days.id}`;
    const second = await system.makeCheckInPoint(days, "Day 2", "day");
    const people = await organization.makeUsers(3);
    const codes = await Promise.all(people.map(async (person) => (await register(person, days)).qrCode));
    const at = (qrCode: string, checkInPointId: string | undefined, minutes: number) =>
      checkIn(organizer.ctx({ now: inFuture(minutes * 60_000) }), {
        qrCode,
        eventId: days.id,
        checkInPointId,
      });
    for (const code of codes) await at(code, undefined, -30);
    await at(codes[0]!, second, -5);
    expect(await getOccupancy(organizer.ctx(), { eventId: days.id })).toMatchObject({
      admitted: 3,
      inside: 1,
    });
  });
});

describe("an undone scan", () => {
  const undo = (scanId: string, ctx = organizer.ctx()) =>
    undoScan(ctx, { scanId, reason: "The wrong person" });

  test("admitted nobody: the ticket is as it was, and the scan stays with the reason", async () => {
    const { scanId } = await scan();
    const ctx = organizer.ctx();
    expect(await undo(scanId, ctx)).toMatchObject({
      scanId,
      reason: "The wrong person",
      undoneBy: "Bob",
      registrationStatus: "registered",
    });
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "registration.undo_scan",
        subjectId: ticket.id,
        details: { scanId, reason: "The wrong person" },
      },
      { action: "registration.undo_admission" },
    ]);
    expect(await statusOf()).toBe("registered");
    expect(await system.db.$count(scans, eq(scans.id, scanId))).toBe(1);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
    expect(await scan()).toMatchObject({ verdict: "admitted" });
  });

  test("is undone once; the first reason stays", async () => {
    const { scanId } = await scan();
    const first = await undo(scanId);
    const ctx = organizer.ctx();
    expect(await undoScan(ctx, { scanId, reason: "Another" })).toEqual(first);
    expect(await system.auditOf(ctx)).toEqual([]);
  });

  test("leaves the ticket checked in where it was admitted at another point", async () => {
    const { scanId } = await scan();
    await scan({ checkInPointId: gates[1] });
    expect(await undo(scanId)).toMatchObject({ registrationStatus: "checked_in" });
    expect(await scan()).toMatchObject({ verdict: "admitted" });
  });

  test("of a way out puts the person inside again", async () => {
    await scan();
    const { scanId } = await leave();
    await undo(scanId);
    expect(await occupancy()).toMatchObject({ inside: 1 });
  });

  test("lets the holder cancel, and a new ticket come in", async () => {
    const { scanId } = await scan();
    await undo(scanId);
    await cancelRegistration(holder.ctx(), { registrationId: ticket.id });
    const renewed = await register(holder, event);
    expect(await scan({ qrCode: renewed.qrCode })).toMatchObject({ verdict: "admitted" });
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("must have let somebody through", async () => {
    await scan();
    const refused = [await scan(), await scan({ qrCode: "hello" })];
    for (const { scanId } of refused)
      await expectRefusal(system, organizer.ctx(), (ctx) => undo(scanId, ctx), "nothing_to_undo");
    await expectRefusal(system, organizer.ctx(), (ctx) => undo(uuidv7(), ctx), "not_found");
  });

  test("can be undone by the event's staff, not by others", async () => {
    const { scanId } = await scan();
    const [staff, passerBy] = [
      await organization.makeUser("member"),
      await organization.makeUser("organizer"),
    ];
    await addStaff(organizer.ctx(), { eventId: event.id, email: staff.email });
    await expectRefusal(system, passerBy.ctx(), (ctx) => undo(scanId, ctx), "forbidden");
    await expectRefusal(system, holder.ctx(), (ctx) => undo(scanId, ctx), "forbidden");
    await expectRefusal(system, organization.anonymous(), (ctx) => undo(scanId, ctx), "not_signed_in");
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), (ctx) => undo(scanId, ctx), "not_found");
    await undo(scanId, staff.ctx());
  });

  test("10 times at once is undone once, while others scan: at most one admission, and the truth", async () => {
    const { scanId } = await scan();
    const at = (index: number) => organizer.ctx(index % 2 === 0 ? {} : { db: otherServer.db });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index < 10 ? undo(scanId, at(index)) : scan({}, at(index)))),
    );
    expect(await system.db.$count(undoneScans, eq(undoneScans.scanId, scanId))).toBe(1);
    const last = await scan();
    expect(["admitted", "already_admitted"]).toContain(last.verdict);
    expect(await system.db.$count(admissions, eq(admissions.registrationId, ticket.id))).toBe(1);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("control: undone without the registration's lock, a scan of that moment is lost", async () => {
    const first = await scan();
    const bothHaveRead = meetingOf(2);
    const gate = (await occupancy()).points.find(({ id }) => id === gates[0]);
    const points: CheckInPoint[] = [{ ...gate!, isRemoved: false }];
    const ids = { eventId: event.id, registrationId: ticket.id };
    const cause = { scanId: first.scanId, checkInPointId: gates[0] };
    await Promise.all([
      transaction(organizer.ctx(), async (ctx) => {
        const before = await loadTicketHistory(ctx, ticket.id, points);
        await bothHaveRead();
        await ctx.db.insert(undoneScans).values({
          scanId: first.scanId,
          organizationId: event.organizationId,
          eventId: event.id,
          reason: "No",
        });
        await keepAdmissions(ctx, ids, before, { ...before, passages: [] }, cause);
      }),
      transaction(organizer.ctx(), async (ctx) => {
        // A device that was offline brings an earlier scan of the ticket, and does not see the undoing.
        const before = await loadTicketHistory(ctx, ticket.id, points);
        const at = inFuture(-60_000);
        const id = uuidv7();
        await ctx.db.insert(scans).values({
          id,
          organizationId: event.organizationId,
          eventId: event.id,
          registrationId: ticket.id,
          checkInPointId: gates[0],
          scannedAt: at,
          verdict: "admitted",
          deviceVerdict: "admitted",
        });
        await bothHaveRead();
        const passage = { ...before.passages[0]!, scanId: id, at };
        await keepAdmissions(ctx, ids, before, { ...before, passages: [...before.passages, passage] }, cause);
      }),
    ]);
    expect(await findBrokenInvariants(system.db)).not.toEqual([]);
    await forgetEvent();
  });
});
