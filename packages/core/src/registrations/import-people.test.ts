import { readTicketCode } from "@eventmaster/admission/ticket-code";
import type { ImportInput } from "@eventmaster/contract/registrations";
import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { imports } from "@eventmaster/db/schema/imports";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { doJobs } from "../testing/do-jobs.ts";
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
import { getImport } from "./get-import.ts";
import { importPeople } from "./import-people.ts";

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
      importId: expect.any(String),
      isApplied: true,
      stoppedBy: null,
      notReached: 0,
      rows: 2,
      registered: 2,
      registeredAgain: 0,
      alreadyRegistered: 0,
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

  test("mails all their tickets, and offers their accounts to who has none, once each", async () => {
    const email = newEmail();
    const known = await organization.makeUser("member", { hashedPassword: "set" });
    const csv = `email,name\n${email},Zoë\n${known.email},\n${member.email},`;
    await run(csv);
    await run(csv);
    expect(await doJobs(system, organization, ["registrations.tell-registered"])).toBe(1);
    const both = ["registered_by_organizer", "claim_account"];
    expect((await system.mailsTo(email)).kinds.toSorted()).toEqual(both.toSorted());
    expect((await system.mailsTo(known.email)).kinds).toEqual(["registered_by_organizer"]);
    expect((await system.mailsTo(member.email)).kinds.toSorted()).toEqual(both.toSorted());
  });

  test("forgets the file's people when it has ended, and keeps what came of it", async () => {
    const { importId } = await run(`email,name\n${newEmail()},Zoë\nnobody,N`, { mode: "valid_rows" });
    const [row] = await system.db.select().from(imports).where(eq(imports.id, importId!));
    expect(row).toMatchObject({ plan: null, status: "done", startedBy: organizer.userId });
    expect(await getImport(organizer.ctx(), { eventId: event.id, importId: importId! })).toMatchObject({
      total: 1,
      done: 1,
      result: { registered: 1, errorCount: 1, errors: [{ line: 3, field: "email" }] },
    });
    for (const [person, code] of [
      [otherOrganizer, "forbidden"],
      [stranger, "not_found"],
    ] as const)
      await expectRefusal(system, person.ctx(), (ctx) => getImport(ctx, { eventId: event.id }), code);
    const other = await organization.makeEvent(organizer);
    await expectRefusal(system, organizer.ctx(), (ctx) => getImport(ctx, { eventId: other.id }), "not_found");
    const attempt = { eventId: other.id, csv: "email", mode: "valid_rows", dryRun: false } as const;
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => importPeople(ctx, { ...attempt, importId: importId! }),
      "import_id_taken",
    );
  });

  test("under the id of another file's import is refused, and nobody of it is registered", async () => {
    const { importId } = await run(`email,name\n${newEmail()},Zoë\n`);
    const email = newEmail();
    const another = { eventId: event.id, csv: `email,name\n${email},Eve\n`, mode: "valid_rows" } as const;
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => importPeople(ctx, { ...another, dryRun: false, importId: importId! }),
      "import_id_taken",
    );
    expect(await system.db.$count(users, eq(users.email, email))).toBe(0);
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

  test("registers again who has cancelled, with a new code, and counts who is in it twice once", async () => {
    const ticket = await register(member, event);
    await cancelRegistration(member.ctx(), { registrationId: ticket.id });
    const email = newEmail();
    const csv = `email,name\n${member.email},M\n${email},Z\n${email.toUpperCase()},Z`;
    const foreseen = await run(csv, { dryRun: true });
    expect(foreseen).toMatchObject({ registered: 2, registeredAgain: 1, newPeople: 1, importId: null });
    expect(await run(csv)).toMatchObject({ registered: 2, registeredAgain: 1, repeated: 1 });
    expect(await seatsTaken()).toBe(2);
    const [again] = await system.db.select().from(registrations).where(eq(registrations.id, ticket.id));
    expect(again).toMatchObject({ status: "registered", generation: 2, source: "import", cancelledAt: null });
    const scan = (qrCode: string) => checkIn(organizer.ctx(), { qrCode, eventId: event.id });
    expect((await scan(ticket.qrCode)).verdict).toBe("cancelled");
    expect((await scan(again!.qrCode)).verdict).toBe("admitted");
    expect(await run(csv)).toMatchObject({ registered: 0, alreadyRegistered: 2 });
    expect(await findBrokenInvariants(system.db)).toEqual([]);
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
    ["two columns for the email", "email,E-Mail,name\na@b.test,c@d.test,A"],
    ["nothing in it", "   "],
    ["a quote that does not end", `email,name\n"a@b.test,A\n`],
    ["a quote in the middle", `email,name\na@b.test,A "B" C\n`],
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

  test("of thousands of people has few statements and one end", { timeout: 60_000 }, async () => {
    event = await organization.makeEvent(organizer, { capacity: 60_000 });
    const people = Array.from({ length: 3000 }, (_, n) => `many-${n}@people.test,Person ${n}`);
    expect(await run(["email,name", ...people].join("\n"))).toMatchObject({
      isApplied: true,
      registered: 3000,
      newPeople: 3000,
    });
    expect(await seatsTaken()).toBe(3000);
    const ofEvent = and(eq(auditLog.action, "event.import"), eq(auditLog.subjectId, event.id));
    expect(await system.db.$count(auditLog, ofEvent)).toBe(1);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });
});
