import { readTicketCode } from "@eventmaster/admission/ticket-code";
import type { ImportInput } from "@eventmaster/contract/registrations";
import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { joinWaitlist } from "../waitlist/join-waitlist.ts";
import { findWaitlistEntry } from "../waitlist/list-own-waitlist.ts";
import { cancelRegistration } from "./cancel-registration.ts";
import { importPeople } from "./import-people.ts";
import { tellRegistered } from "./tell-registered.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let otherOrganizer: Person;
let member: Person;
let stranger: Person;
let event: EventRow;
let made = 0;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [organizer, otherOrganizer, member] = await Promise.all([
    organization.makeUser("organizer"),
    organization.makeUser("organizer"),
    organization.makeUser("member"),
  ]);
  await organization.makeUser("admin");
  stranger = await (await system.makeOrganization()).makeUser("admin");
  event = await organization.makeEvent(organizer);
});

const newEmail = () => `imported-${++made}@people.test`;

function run(csv: string, options: Partial<ImportInput> = {}, person = organizer) {
  return importPeople(person.ctx(), {
    eventId: event.id,
    csv,
    mode: "all_or_nothing",
    dryRun: false,
    ...options,
  });
}

async function seatsTaken(): Promise<number | undefined> {
  const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
  return row?.registeredCount;
}

describe("importing a file", () => {
  test("registers known and unknown people, with tickets that open the door", async () => {
    const email = newEmail();
    const ctx = organizer.ctx();
    const result = await importPeople(ctx, {
      eventId: event.id,
      csv: `E-Mail,Full Name,Table\n${email},Zoë 🎉 <b>,4\n${member.email.toUpperCase()},,5\n`,
      mode: "all_or_nothing",
      dryRun: false,
    });
    expect(result).toEqual({
      isApplied: true,
      rows: 2,
      registered: 2,
      alreadyRegistered: 0,
      cancelledBefore: 0,
      repeated: 0,
      newPeople: 1,
      errorCount: 0,
      errors: [],
      ignoredColumns: ["Table"],
    });
    const rows = await system.db.select().from(registrations).where(eq(registrations.eventId, event.id));
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({
        source: "import",
        status: "registered",
        eventTitle: event.title,
        generation: 1,
      });
      expect(readTicketCode(row.qrCode, system.ticketKeys.verifying)).toMatchObject({
        identity: { eventId: event.id, registrationId: row.id, generation: 1 },
      });
    }
    const scan = await checkIn(organizer.ctx(), { qrCode: rows[0]!.qrCode, eventId: event.id });
    expect(scan.verdict).toBe("admitted");
    const [person] = await system.db.select().from(users).where(eq(users.email, email));
    expect(person).toMatchObject({ displayName: "Zoë 🎉 <b>", hashedPassword: null });
    expect((await system.auditOf(ctx)).map(({ action }) => action).toSorted()).toEqual([
      "event.import",
      "registration.create",
      "registration.create",
      "user.create_by_organizer",
    ]);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("offers their accounts to the people it made, by a job that may run twice", async () => {
    const email = newEmail();
    await run(`email,name\n${email},Zoë`);
    const [job] = await system.sql<{ payload: { eventId: string; userIds: string[] } }[]>`
      select data -> 'payload' as payload from pgboss.job where name = 'registrations.tell-registered'
        and data -> 'payload' ->> 'eventId' = ${event.id}`;
    await tellRegistered(system.contextFor(organization.organizationId, null), job!.payload);
    expect((await system.mailsTo(email)).kinds).toEqual(["claim_account"]);
  });

  test("again changes nothing, and says who was there", async () => {
    const csv = `email;name\n${newEmail()};A\n${newEmail()};B\n`;
    await run(csv);
    const before = await system.db.select().from(registrations).where(eq(registrations.eventId, event.id));
    expect(await run(csv)).toMatchObject({ isApplied: true, registered: 0, alreadyRegistered: 2 });
    expect(await system.db.select().from(registrations).where(eq(registrations.eventId, event.id))).toEqual(
      before,
    );
    expect(await seatsTaken()).toBe(2);
  });

  test("leaves alone who has cancelled, and counts who is in it twice once", async () => {
    const ticket = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: ticket.id });
    const email = newEmail();
    const result = await run(`email,name\n${member.email},M\n${email},Z\n${email.toUpperCase()},Z`);
    expect(result).toMatchObject({ registered: 1, cancelledBefore: 1, repeated: 1 });
    expect(await seatsTaken()).toBe(1);
  });

  test("with wrong rows tells each by its line: all or nothing, or the valid ones", async () => {
    const good = newEmail();
    const csv = [
      "\u{FEFF}name\temail",
      `Good\t${good}`,
      "No address\t",
      "",
      "Bad address\tnobody",
      `"Of two\nlines"\t${newEmail()}`,
      `\t${newEmail()}`,
      `${"x".repeat(101)}\t${newEmail()}`,
    ].join("\r\n");
    const errors = [
      { line: 3, field: "email", message: "Must be an email address" },
      { line: 5, field: "email", message: "Must be an email address" },
      { line: 7, field: "displayName", message: "Must be a single line" },
      { line: 8, field: "displayName", message: "Nobody has this email yet: a name is needed" },
      { line: 9, field: "displayName", message: "Must be at most 100 characters" },
    ];
    const nothing = await run(csv);
    expect(nothing).toMatchObject({ isApplied: false, rows: 6, registered: 1, errorCount: 5, errors });
    expect(await seatsTaken()).toBe(0);
    expect(await system.db.$count(users, eq(users.email, good))).toBe(0);
    expect(await run(csv, { mode: "valid_rows" })).toMatchObject({ isApplied: true, registered: 1, errors });
    expect(await seatsTaken()).toBe(1);
  });

  test("as a trial run says what would come of it, and changes nothing", async () => {
    const ctx = organizer.ctx();
    const csv = `email,name\n${newEmail()},A\n${member.email},M`;
    const result = await importPeople(ctx, { eventId: event.id, csv, mode: "valid_rows", dryRun: true });
    expect(result).toMatchObject({ isApplied: false, registered: 2, newPeople: 1, errorCount: 0 });
    expect(await seatsTaken()).toBe(0);
    expect(await system.auditOf(ctx)).toEqual([]);
  });

  test("fills the seats by the file's order, and never more", async () => {
    event = await organization.makeEvent(organizer, { capacity: 2 });
    const csv = ["email,name", ...[1, 2, 3, 4].map((n) => `${newEmail()},P${n}`)].join("\n");
    expect(await run(csv)).toMatchObject({ isApplied: false, errorCount: 2 });
    const result = await run(csv, { mode: "valid_rows" });
    expect(result.errors).toEqual([
      { line: 4, field: null, message: "There is no seat left" },
      { line: 5, field: null, message: "There is no seat left" },
    ]);
    expect(await seatsTaken()).toBe(2);
  });

  test("takes no seat that the waitlist is offered, but from who holds the offer", async () => {
    event = await organization.makeEvent(organizer, { capacity: 1 });
    const ticket = await register(member, event);
    const [waiting] = await organization.makeUsers(1);
    await joinWaitlist(waiting!.ctx(), { eventId: event.id });
    await cancelRegistration(member.ctx(), { registrationId: ticket.id });
    const others = await run(`email,name\n${newEmail()},A`, { mode: "valid_rows" });
    expect(others).toMatchObject({ registered: 0, errorCount: 1 });
    expect(await run(`email\n${waiting!.email}`)).toMatchObject({ registered: 1 });
    expect(await findWaitlistEntry(waiting!.ctx(), { eventId: event.id })).toMatchObject({
      status: "accepted",
    });
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test.each([
    ["no column for the email", "name,phone\nA,1"],
    ["nothing in it", "   "],
    ["a quote that does not end", `email,name\n"a@b.test,A\n`],
    ["more rows than allowed", `email\n${"a@b.test\n".repeat(50_001)}`],
  ])("is refused with %s", async (_, csv) => {
    const refusal = await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => importPeople(ctx, { eventId: event.id, csv, mode: "valid_rows", dryRun: false }),
      "validation",
    );
    expect(Object.keys(refusal.fields)).toEqual(["csv"]);
  });

  test.each(["\u0000", "\u{D800}", "email,name\n\u0000@b.test,A", ",,,,\n,,,", '"email"x\n'])(
    "of rubbish is told and no crash: %j",
    async (csv) => {
      const outcome = await run(csv, { mode: "valid_rows" }).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: "validation" });
      else expect(outcome).toMatchObject({ registered: 0, errorCount: 1 });
    },
  );

  test("is for who manages the event", async () => {
    const attempt = (ctx: Parameters<typeof importPeople>[0]) =>
      importPeople(ctx, { eventId: event.id, csv: "email\na@b.test", mode: "valid_rows", dryRun: true });
    await expectRefusal(system, otherOrganizer.ctx(), attempt, "forbidden");
    await expectRefusal(system, member.ctx(), attempt, "forbidden");
    await expectRefusal(system, stranger.ctx(), attempt, "not_found");
    await expectRefusal(system, organization.anonymous(), attempt, "not_signed_in");
  });

  test("of 50,000 people is one import", { timeout: 120_000 }, async () => {
    event = await organization.makeEvent(organizer, { capacity: 60_000 });
    const csv = [
      "email,name",
      ...Array.from({ length: 50_000 }, (_, n) => `many-${n}@people.test,Person ${n}`),
    ].join("\n");
    expect(await run(csv)).toMatchObject({ isApplied: true, registered: 50_000, newPeople: 50_000 });
    expect(await seatsTaken()).toBe(50_000);
    expect(await system.db.$count(auditLog, eq(auditLog.action, "event.import"))).toBeGreaterThan(0);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });
});
