import type { Roster, RosterEntry } from "@eventmaster/contract/check-in";
import { connect, type Connection } from "@eventmaster/db/client";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reading } from "../context.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { checkIn } from "./check-in.ts";
import { getRoster } from "./get-roster.ts";
import { undoScan } from "./undo-scan.ts";
import { updateDoor } from "./update-door.ts";

let system: TestSystem;
let otherServer: Connection;
let organization: TestOrganization;
let organizer: Person;
let event: EventRow;
beforeAll(async () => {
  system = await startTestSystem({ max: 12 });
  otherServer = connect(system.database.url, { max: 12 });
});
afterAll(async () => {
  await otherServer.close();
  await system.close();
});
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  event = await organization.makeEvent(organizer, { capacity: 5000 });
});

/** A device: what it has, and how it asks for more. */
function device(limit = 5000, eventId = event.id) {
  const entries = new Map<string, RosterEntry>();
  let cursor: string | null = null;
  let last: Roster | undefined;
  const pull = async () => {
    const told: string[] = [];
    do {
      last = await getRoster(organizer.ctx(), { eventId, cursor, limit });
      if (last.isFresh && cursor !== null) entries.clear();
      for (const entry of last.entries) entries.set(entry.id, entry);
      for (const id of last.removed) entries.delete(id);
      told.push(...last.entries.map(({ id }) => id));
      cursor = last.cursor;
    } while (last.hasMore);
    return told;
  };
  return {
    entries,
    pull,
    last: () => last!,
    give: (other: string) => {
      cursor = other;
    },
  };
}

describe("a scanner's roster", () => {
  test("has the event, its check-in points, and every registration with its admissions", async () => {
    const holder = await organization.makeUser("member", { displayName: "Ada Lovelace" });
    const ticket = await register(holder, event);
    const { scanId, admission, registration } = await checkIn(organizer.ctx(), {
      qrCode: ticket.qrCode,
      eventId: event.id,
      deviceId: "phone 1",
    });
    expect(admission).toBeNull();
    const phone = device();
    await phone.pull();
    expect(phone.last()).toMatchObject({
      event: {
        id: event.id,
        title: event.title,
        status: "published",
        endAt: event.endAt.toISOString(),
        doorNames: "full",
        registeredCount: 1,
        checkInPoints: [{ name: "Entrance", kind: "gate" }],
      },
      isFresh: true,
      hasMore: false,
      removed: [],
      entries: [
        {
          id: ticket.id,
          status: "checked_in",
          generation: 1,
          holderName: "Ada Lovelace",
          email: holder.email,
          admissions: [
            {
              scanId,
              admittedAt: registration?.checkedInAt,
              admittedBy: "Bob",
              deviceId: "phone 1",
              leftAt: null,
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(phone.last())).not.toContain("EM1:");
    expect(Math.abs(Date.parse(phone.last().serverTime) - Date.now())).toBeLessThan(10_000);
  });

  test("then has what changed: sold, cancelled, sold again, admitted, gone out, undone, renamed, deleted", async () => {
    const [one, two, three] = await organization.makeUsers(3);
    const ticket = await register(one!, event);
    const other = await register(two!, event);
    const phone = device();
    await phone.pull();
    expect(await phone.pull()).toEqual([]);

    const third = await register(three!, event);
    expect(await phone.pull()).toEqual([third.id]);
    await cancelRegistration(one!.ctx(), { registrationId: ticket.id });
    expect(await phone.pull()).toEqual([ticket.id]);
    expect(phone.entries.get(ticket.id)).toMatchObject({
      status: "cancelled",
      holderName: null,
      email: null,
    });
    const renewed = await register(one!, event);
    await phone.pull();
    expect(phone.entries.get(ticket.id)).toMatchObject({ status: "registered", generation: 2 });

    const scan = { qrCode: renewed.qrCode, eventId: event.id };
    const { scanId } = await checkIn(organizer.ctx(), scan);
    expect(await phone.pull()).toEqual([ticket.id]);
    await checkIn(organizer.ctx(), { ...scan, direction: "exit" });
    await phone.pull();
    expect(phone.entries.get(ticket.id)?.admissions).toMatchObject([{ scanId, leftAt: expect.any(String) }]);
    // A scan that changes nothing is nothing to tell.
    await checkIn(organizer.ctx(), { qrCode: "hello", eventId: event.id });
    expect(await phone.pull()).toEqual([]);
    await undoScan(organizer.ctx(), { scanId, reason: "A test" });
    await phone.pull();
    expect(phone.entries.get(ticket.id)).toMatchObject({ status: "registered", admissions: [] });

    await system.db.update(users).set({ displayName: "Grace" }).where(eq(users.id, two!.userId));
    expect(await phone.pull()).toEqual([other.id]);
    expect(phone.entries.get(other.id)).toMatchObject({ holderName: "Grace" });
    await system.db.delete(users).where(eq(users.id, two!.userId));
    expect(await phone.pull()).toEqual([]);
    expect(phone.last().removed).toEqual([other.id]);
    expect([...phone.entries.keys()].toSorted()).toEqual([ticket.id, third.id].toSorted());
    expect(await phone.pull()).toEqual([]);
    expect(phone.last().removed).toEqual([]);
  });

  test("comes in pages, each registration once", async () => {
    const people = await organization.makeUsers(25);
    await Promise.all(people.map((person) => register(person, event)));
    const phone = device(10);
    const told = await phone.pull();
    expect(told).toHaveLength(25);
    expect(phone.entries.size).toBe(25);
  });

  test("tells as much of a name as the event allows its door", async () => {
    await register(await organization.makeUser("member", { displayName: "Ada Lovelace" }), event);
    const shown = async () => {
      const { entries } = await getRoster(organizer.ctx(), { eventId: event.id, limit: 10 });
      return [entries[0]?.holderName, entries[0]?.email];
    };
    await updateDoor(organizer.ctx(), { eventId: event.id, doorNames: "short" });
    expect(await shown()).toEqual(["Ada L.", null]);
    await updateDoor(organizer.ctx(), { eventId: event.id, doorNames: "hidden" });
    expect(await shown()).toEqual([null, null]);
  });

  test("begins anew for a cursor of another event, another database, the future, or none at all", async () => {
    await register(await organization.makeUser("member"), event);
    const phone = device();
    await phone.pull();
    const [system_, id, transaction, row] = Buffer.from(phone.last().cursor, "base64url")
      .toString()
      .split(".");
    const ahead = String(BigInt(transaction!) + 1_000_000n);
    const other = await organization.makeEvent(organizer);
    for (const parts of [
      ["7", id, transaction, row],
      [system_, other.id, transaction, row],
      [system_, id, ahead, row],
      [system_, id, "x", row],
      [system_, id, transaction, "x"],
      ["hello"],
    ]) {
      const cursor = Buffer.from(parts.join(".")).toString("base64url");
      const answer = await getRoster(organizer.ctx(), { eventId: event.id, cursor, limit: 10 });
      expect(answer).toMatchObject({ isFresh: true, entries: [{}] });
    }
  });

  test("is for the event's door", async () => {
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    const ask = (ctx: ReturnType<Person["ctx"]>) => getRoster(ctx, { eventId: event.id, limit: 10 });
    await expectRefusal(system, stranger.ctx(), ask, "not_found");
    await expectRefusal(system, (await organization.makeUser("organizer")).ctx(), ask, "forbidden");
    await expectRefusal(system, (await organization.makeUser("member")).ctx(), ask, "forbidden");
    await expectRefusal(system, organization.anonymous(), ask, "not_signed_in");
  });
});

describe("a change that commits late", () => {
  /** Runs `during` while the change is written and not committed, and `after` when it is. */
  async function commitLate(
    change: (tx: Connection["db"]) => Promise<unknown>,
    during: () => Promise<unknown>,
  ) {
    await otherServer.db.transaction(async (tx) => {
      await change(tx as unknown as Connection["db"]);
      await during();
    });
  }

  const touch = (id: string) => (tx: Connection["db"]) =>
    tx.update(registrations).set({ generation: 7 }).where(eq(registrations.id, id));

  test("is told afterwards, though others that began later were told before", async () => {
    const [one, two] = await organization.makeUsers(2);
    const slow = await register(one!, event);
    const phone = device();
    await phone.pull();
    let quick = "";
    await commitLate(touch(slow.id), async () => {
      quick = (await register(two!, event)).id;
      expect(await phone.pull()).toEqual([quick]);
    });
    // The quick one may come twice: it is newer than one that was running.
    expect(await phone.pull()).toContain(slow.id);
    expect(phone.entries.get(slow.id)).toMatchObject({ generation: 7 });
    expect(await phone.pull()).toEqual([]);
  });

  test("is told also in the middle of a roster's pages", async () => {
    const people = await organization.makeUsers(12);
    const tickets = await Promise.all(people.map((person) => register(person, event)));
    const late = tickets[5]!;
    const phone = device(4);
    await commitLate(touch(late.id), async () => {
      const first = await getRoster(organizer.ctx(), { eventId: event.id, limit: 4 });
      for (const entry of first.entries) phone.entries.set(entry.id, entry);
      phone.give(first.cursor);
    });
    await phone.pull();
    expect(phone.entries.size).toBe(12);
    expect(phone.entries.get(late.id)).toMatchObject({ generation: 7 });
  });

  test("control: with a cursor at the newest change seen, it is missed for ever", async () => {
    const [one, two] = await organization.makeUsers(2);
    const slow = await register(one!, event);
    /** As it is done with updated_at: what is newer than the newest that I have. */
    let newest = "0";
    const pull = () =>
      reading(organizer.ctx(), async (ctx) => {
        const rows = await ctx.db
          .select()
          .from(registrations)
          .where(and(eq(registrations.eventId, event.id), gt(registrations.changedIn, sql`${newest}::xid8`)))
          .orderBy(registrations.changedIn);
        newest = rows.at(-1)?.changedIn ?? newest;
        return rows.map(({ id }) => id);
      });
    await pull();
    await commitLate(touch(slow.id), async () => {
      await register(two!, event);
      await pull();
    });
    expect(await pull()).toEqual([]);
  });

  test("does not hold up others, and 30 clients at once are all told in the end", async () => {
    const people = await organization.makeUsers(30);
    const phone = device(7);
    let isOver = false;
    const pulling = (async () => {
      while (!isOver) await phone.pull();
    })();
    await Promise.all(
      people.map(async (person, index) => {
        const at = index % 2 === 0 ? {} : { db: otherServer.db };
        const { id, qrCode } = await register(person, event);
        if (index % 3 === 0) await checkIn(organizer.ctx(at), { qrCode, eventId: event.id });
        if (index % 3 === 1) await cancelRegistration(person.ctx(at), { registrationId: id });
      }),
    );
    isOver = true;
    await pulling;
    await phone.pull();
    const rows = await system.db.select().from(registrations).where(eq(registrations.eventId, event.id));
    const known = Array.from(phone.entries.values(), ({ id, status }) => `${id} ${status}`);
    expect(known.toSorted()).toEqual(rows.map(({ id, status }) => `${id} ${status}`).toSorted());
  });
});

test("50,000 tickets come page by page, and after that only what changed", { timeout: 120_000 }, async () => {
  const stadium = await organization.makeEvent(organizer, { capacity: 60_000 });
  await system.sql`
    with people as (
      insert into users (id, email, display_name)
      select gen_random_uuid(), 'fan-' || n || '@stadium.test', 'Fan Number ' || n from generate_series(1, 50000) n returning id
    )
    insert into registrations (id, organization_id, event_id, user_id, qr_code, event_title, event_start_at)
    select gen_random_uuid(), ${stadium.organizationId}, ${stadium.id}, id, id::text, 'Final', ${stadium.startAt.toISOString()}::text::timestamptz
    from people`;
  await system.db.update(events).set({ registeredCount: 50_000 }).where(eq(events.id, stadium.id));
  await system.sql`analyze registrations, users`;
  const phone = device(5000, stadium.id);
  await phone.pull();
  expect(phone.entries.size).toBe(50_000);
  expect(await phone.pull()).toEqual([]);
});
