import { suppressedAddresses } from "@eventmaster/db/schema/mails";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import type { Context } from "../context.ts";
import { cancelEvent } from "../events/decide-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { findBrokenInvariants } from "../invariants.ts";
import type { Mail } from "../notifications/mail.ts";
import type { Mailer } from "../notifications/mailer.ts";
import type { ReadyMail } from "../notifications/ready-mail.ts";
import { sendMail } from "../notifications/send-mail.ts";
import { setPreference } from "../notifications/set-preference.ts";
import { doJobs } from "../testing/do-jobs.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { type EventRow, type Person, register, type TestOrganization } from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { joinWaitlist } from "../waitlist/join-waitlist.ts";
import { findWaitlistEntry } from "../waitlist/list-own-waitlist.ts";
import { cancelMany } from "./cancel-many.ts";
import { cancelRegistration } from "./cancel-registration.ts";
import { setQuestions } from "./set-questions.ts";
import { listAttendees } from "./list-attendees.ts";
import { resendTickets } from "./resend-tickets.ts";
import { restoreMany } from "./restore-many.ts";
import { registerPerson } from "./register-person.ts";
import { registerForEvent } from "./register-for-event.ts";

let servers: TwoServers;
let organization: TestOrganization;
let organizer: Person;
let event: EventRow;
beforeAll(async () => {
  servers = await startTwoServers();
});
afterAll(() => servers.close());
beforeEach(async () => {
  organization = await servers.system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  await organization.makeUser("admin");
  event = await organization.makeEvent(organizer, { capacity: 5 });
});

const whole = async () => expect(await findBrokenInvariants(servers.system.db)).toEqual([]);

const systemAudit = (ctx: Context) => servers.system.auditOf(ctx);
const adminCtx = async () => (await organization.makeUser("admin")).ctx();

async function strangers() {
  return [
    [await organization.makeUser("organizer"), "forbidden"],
    [await organization.makeUser("member"), "forbidden"],
    [await (await servers.system.makeOrganization()).makeUser("admin"), "not_found"],
  ] as const;
}

async function expectOnlyForItsOrganizer(act: (ctx: Context) => Promise<unknown>): Promise<void> {
  for (const [person, code] of await strangers())
    await expectRefusal(servers.system, person.ctx(), act, code);
  const now = new Date(event.endAt.getTime() + 1);
  await expectRefusal(servers.system, organizer.ctx({ now }), act, "event_over");
  await cancelEvent(organizer.ctx(), { eventId: event.id });
  await expectRefusal(servers.system, organizer.ctx(), act, "event_cancelled");
}

describe("cancelling registrations in their holders' names", () => {
  test("says of each what came of it, tells the people, and gives the seats to the waitlist first", async () => {
    const [one, two, admitted, gone, , waiting] = await organization.makeUsers(6);
    const tickets = [];
    for (const person of [one!, two!, admitted!, gone!]) tickets.push(await register(person, event));
    await register(organizer, event);
    await joinWaitlist(waiting!.ctx(), { eventId: event.id });
    await checkIn(organizer.ctx(), { qrCode: tickets[2]!.qrCode, eventId: event.id });
    await cancelRegistration(gone!.ctx(), { registrationId: tickets[3]!.id });
    const elsewhere = await register(one!, await organization.makeEvent(organizer));
    const nobody = uuidv7();
    const ids = [...tickets.map(({ id }) => id), elsewhere.id, nobody, tickets[0]!.id];

    const ctx = organizer.ctx();
    const answer = await cancelMany(ctx, {
      eventId: event.id,
      registrationIds: ids,
      reason: "A smaller room",
    });
    expect(answer).toEqual({
      cancelled: 2,
      results: [
        { registrationId: ids[0], outcome: "cancelled" },
        { registrationId: ids[1], outcome: "cancelled" },
        { registrationId: ids[2], outcome: "already_admitted" },
        { registrationId: ids[3], outcome: "already_cancelled" },
        { registrationId: elsewhere.id, outcome: "not_found" },
        { registrationId: nobody, outcome: "not_found" },
      ],
    });
    expect(
      (await servers.system.auditOf(ctx)).map(({ action, details }) => [action, details["reason"]]),
    ).toEqual([
      ["registration.cancel", "A smaller room"],
      ["registration.cancel", "A smaller room"],
    ]);
    await doJobs(servers.system, organization, ["registrations.tell-cancelled"]);
    expect((await servers.system.mailsTo(one!.email)).kinds).toContain("cancelled_by_organizer");
    expect((await servers.system.mailsTo(admitted!.email)).kinds).not.toContain("cancelled_by_organizer");
    expect(await findWaitlistEntry(waiting!.ctx(), { eventId: event.id })).toMatchObject({
      status: "offered",
    });
    await whole();
  });

  test("twice is once", async () => {
    const ticket = await register(await organization.makeUser("member"), event);
    const input = { eventId: event.id, registrationIds: [ticket.id] };
    await cancelMany(organizer.ctx(), input);
    expect(await cancelMany(organizer.ctx(), input)).toMatchObject({ cancelled: 0 });
    expect(await doJobs(servers.system, organization, ["registrations.tell-cancelled"])).toBe(1);
    await whole();
  });

  test("at the same moment as their holders do, and as others scan them, gives each seat back once", async () => {
    event = await organization.makeEvent(organizer, { capacity: 40 });
    const people = await organization.makeUsers(40);
    const tickets = await Promise.all(people.map((person) => register(person, event)));
    const registrationIds = tickets.map(({ id }) => id);
    const outcomes = await countOutcomes([
      cancelMany(organizer.ctx(), { eventId: event.id, registrationIds }),
      cancelMany(organizer.ctx(servers.serverOf(1)), {
        eventId: event.id,
        registrationIds: registrationIds.toReversed(),
      }),
      ...tickets
        .slice(0, 20)
        .map(({ id }, index) =>
          cancelRegistration(people[index]!.ctx(servers.serverOf(index)), { registrationId: id }),
        ),
      ...tickets
        .slice(20)
        .map(({ qrCode }, index) =>
          checkIn(organizer.ctx(servers.serverOf(index)), { qrCode, eventId: event.id }),
        ),
    ]);
    expect((outcomes["ok"] ?? 0) + (outcomes["already_admitted"] ?? 0)).toBe(42);
    await whole();
  });

  test("is for who manages the event, and not once it is over or called off", async () => {
    const ticket = await register(await organization.makeUser("member"), event);
    const input = { eventId: event.id, registrationIds: [ticket.id] };
    await expectOnlyForItsOrganizer((ctx) => cancelMany(ctx, input));
  });
});

describe("taking such cancellations back", () => {
  const cancelled = (...ids: string[]) => ({ eventId: event.id, registrationIds: ids });

  test("gives the same registrations back, with their answers, their codes and their places in the list", async () => {
    const [meal] = await setQuestions(organizer.ctx(), {
      eventId: event.id,
      questions: [{ label: "Meal", kind: "text", options: [], isRequired: false }],
    });
    const [ada, bo, self] = await organization.makeUsers(3);
    const kept = await registerForEvent(ada!.ctx(), { eventId: event.id, answers: { [meal!.id]: "Vegan" } });
    const live = await register(bo!, event);
    const own = await register(self!, event);
    await cancelRegistration(self!.ctx(), { registrationId: own.id });
    const before = await listAttendees(organizer.ctx(), { eventId: event.id, limit: 20, offset: 0 });
    await cancelMany(organizer.ctx(), cancelled(kept.id));
    const nobody = uuidv7();
    const ctx = organizer.ctx();
    expect(await restoreMany(ctx, cancelled(kept.id, live.id, own.id, nobody))).toEqual({
      restored: 1,
      results: [
        { registrationId: kept.id, outcome: "restored" },
        { registrationId: live.id, outcome: "not_cancelled" },
        { registrationId: own.id, outcome: "cancelled_by_holder" },
        { registrationId: nobody, outcome: "not_found" },
      ],
    });
    expect((await systemAudit(ctx)).map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ["registration.restore", kept.id],
    ]);
    expect(await listAttendees(organizer.ctx(), { eventId: event.id, limit: 20, offset: 0 })).toEqual(before);
    await doJobs(servers.system, organization, [
      "registrations.tell-cancelled",
      "registrations.tell-registered",
    ]);
    const { kinds } = await servers.system.mailsTo(ada!.email);
    expect(kinds.filter((kind) => /organizer|restored|claim/u.test(kind))).toEqual(["registration_restored"]);
    expect(await checkIn(organizer.ctx(), { qrCode: kept.qrCode, eventId: event.id })).toMatchObject({
      verdict: "admitted",
    });
    expect(await restoreMany(organizer.ctx(), cancelled(kept.id))).toMatchObject({ restored: 0 });
    await whole();
  });

  test("says no more than that the registration is back to who has no password yet", async () => {
    const email = `guest-${uuidv7()}@company.test`;
    const guest = await registerPerson(organizer.ctx(), {
      eventId: event.id,
      email,
      displayName: "Guest",
      answers: {},
    });
    await doJobs(servers.system, organization, ["registrations.tell-registered"]);
    const before = (await servers.system.mailsTo(email)).kinds;
    expect(before).toContain("claim_account");
    await cancelMany(organizer.ctx(), cancelled(guest.id));
    await restoreMany(organizer.ctx(), cancelled(guest.id));
    await doJobs(servers.system, organization, ["registrations.tell-registered"]);
    const { kinds } = await servers.system.mailsTo(email);
    expect(kinds.slice(before.length)).toEqual(["registration_restored"]);
  });

  test("where a seat went to the waitlist, it says who has none, also to whom one is offered", async () => {
    event = await organization.makeEvent(organizer, { capacity: 2 });
    const [ada, bo, cy] = await organization.makeUsers(3);
    const tickets = [await register(ada!, event), await register(bo!, event)];
    await joinWaitlist(cy!.ctx(), { eventId: event.id });
    await cancelMany(organizer.ctx(), cancelled(...tickets.map(({ id }) => id)));
    const { results, restored } = await restoreMany(
      organizer.ctx(),
      cancelled(...tickets.map(({ id }) => id)),
    );
    expect(restored).toBe(1);
    expect(results.map(({ outcome }) => outcome)).toEqual(["restored", "no_seat"]);
    await joinWaitlist(bo!.ctx(), { eventId: event.id });
    await updateEvent(await adminCtx(), { eventId: event.id, version: 1, capacity: 3 });
    expect(await findWaitlistEntry(bo!.ctx(), { eventId: event.id })).toMatchObject({ status: "offered" });
    // The seat that is offered to them is not free for anybody, and not for them by this way.
    expect(await restoreMany(organizer.ctx(), cancelled(tickets[1]!.id))).toMatchObject({ restored: 0 });
    await whole();
  });

  test("takes those who wait out of the queue", async () => {
    event = await organization.makeEvent(organizer, { capacity: 1 });
    const [ada, bo] = await organization.makeUsers(2);
    const ticket = await register(ada!, event);
    await cancelMany(organizer.ctx(), cancelled(ticket.id));
    await register(bo!, event);
    await joinWaitlist(ada!.ctx(), { eventId: event.id });
    // A seat that nobody was offered yet.
    await servers.system.sql`update events set capacity = 2 where id = ${event.id}`;
    const ctx = organizer.ctx();
    expect(await restoreMany(ctx, cancelled(ticket.id))).toMatchObject({ restored: 1 });
    expect((await systemAudit(ctx)).map(({ action }) => action).toSorted()).toEqual([
      "registration.restore",
      "waitlist.accept",
    ]);
    const [entry] = await servers.system.sql<{ status: string }[]>`
      select status from waitlist_entries where event_id = ${event.id} and user_id = ${ada!.userId}`;
    expect(entry).toEqual({ status: "accepted" });
    await whole();
  });

  test("at the same moment twice, and as others register, fills no seat twice", async () => {
    event = await organization.makeEvent(organizer, { capacity: 20 });
    const people = await organization.makeUsers(20);
    const tickets = await Promise.all(people.map((person) => register(person, event)));
    const ids = tickets.map(({ id }) => id);
    await cancelMany(organizer.ctx(), cancelled(...ids));
    const others = await organization.makeUsers(10);
    const outcomes = await countOutcomes([
      restoreMany(organizer.ctx(), cancelled(...ids)),
      restoreMany(organizer.ctx(servers.serverOf(1)), cancelled(...ids.toReversed())),
      ...people
        .slice(0, 5)
        .map((person, index) => registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id })),
      ...others.map((person, index) =>
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ),
    ]);
    const known = new Set(["ok", "event_full", "already_registered"]);
    expect(Object.keys(outcomes).filter((code) => !known.has(code))).toEqual([]);
    await whole();
  });

  test("is for who manages the event, and not once it is over or called off", async () => {
    const ticket = await register(await organization.makeUser("member"), event);
    await expectOnlyForItsOrganizer((ctx) => restoreMany(ctx, cancelled(ticket.id)));
  });
});

describe("sending tickets once more", () => {
  test("mails those who hold one, once in ten minutes, and says of each what came of it", async () => {
    const [ada, gone] = await organization.makeUsers(2);
    const held = await register(ada!, event);
    const given = await register(gone!, event);
    await cancelRegistration(gone!.ctx(), { registrationId: given.id });
    const nobody = uuidv7();
    const input = { eventId: event.id, registrationIds: [held.id, given.id, nobody, held.id] };
    const mailsOf = async () =>
      (await servers.system.mailsTo(ada!.email)).kinds.filter((kind) => kind === "registration_confirmed");
    const mailed = (await mailsOf()).length;
    const ctx = organizer.ctx();
    expect(await resendTickets(ctx, input)).toEqual({
      sent: 1,
      results: [
        { registrationId: held.id, outcome: "sent" },
        { registrationId: given.id, outcome: "cancelled" },
        { registrationId: nobody, outcome: "not_found" },
      ],
    });
    expect((await systemAudit(ctx)).map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ["registration.resend_ticket", held.id],
    ]);
    const again = await Promise.all([
      resendTickets(organizer.ctx(), input),
      resendTickets(organizer.ctx(servers.serverOf(1)), input),
    ]);
    expect(again.map(({ sent, results }) => [sent, results[0]!.outcome])).toEqual([
      [0, "just_sent"],
      [0, "just_sent"],
    ]);
    const later = new Date(Date.now() + 11 * 60_000);
    const twice = [0, 1].map((server) =>
      resendTickets(organizer.ctx({ ...servers.serverOf(server), now: later }), input),
    );
    expect((await Promise.all(twice)).reduce((sum, { sent }) => sum + sent, 0)).toBe(1);
    expect((await mailsOf()).length - mailed).toBe(2);
  });

  test("also reaches who switched confirmations off, and says whose address takes no mail", async () => {
    const [quiet, lost] = await organization.makeUsers(2);
    const tickets = [await register(quiet!, event), await register(lost!, event)];
    await setPreference(quiet!.ctx(), { kind: "registration_confirmed", isOn: false });
    await servers.system.db.insert(suppressedAddresses).values({
      id: uuidv7(),
      organizationId: organization.organizationId,
      address: lost!.email.toLowerCase(),
      reason: "550",
      createdAt: new Date(),
    });
    const answer = await resendTickets(organizer.ctx(), {
      eventId: event.id,
      registrationIds: tickets.map(({ id }) => id),
    });
    expect(answer.results.map(({ outcome }) => outcome)).toEqual(["sent", "unreachable"]);
    const [job] = await servers.system.sql<{ payload: Mail }[]>`
      select data -> 'payload' as payload from pgboss.job
      where name = 'mail.send' and data -> 'payload' ->> 'userId' = ${quiet!.userId} order by created_on desc, id desc limit 1`;
    const delivered: ReadyMail[] = [];
    const mailer: Mailer = {
      from: "events@events.test",
      deliver: async (_, mail) => {
        delivered.push(mail);
      },
      close: () => {},
    };
    await sendMail(organization.anonymous(), mailer, job!.payload, uuidv7());
    expect(delivered).toMatchObject([{ to: quiet!.email, kind: "registration_confirmed", headers: {} }]);
  });

  test("is for who manages the event, and not once it is over or called off", async () => {
    const ticket = await register(await organization.makeUser("member"), event);
    await expectOnlyForItsOrganizer((ctx) =>
      resendTickets(ctx, { eventId: event.id, registrationIds: [ticket.id] }),
    );
  });
});

describe("the list of attendees", () => {
  const all = { limit: 2, offset: 0, sort: "name" } as const;

  /** Through all pages, by cursor. */
  async function walk(input: Omit<Parameters<typeof listAttendees>[1], "eventId" | "limit" | "offset">) {
    const names: string[] = [];
    const totals = new Set<number>();
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listAttendees(organizer.ctx(), { ...all, ...input, eventId: event.id, cursor });
      names.push(...page.items.map(({ userDisplayName }) => userDisplayName));
      totals.add(page.total);
      cursor = page.nextCursor;
    }
    return { names, totals: [...totals] };
  }

  async function people(...names: string[]): Promise<Person[]> {
    return Promise.all(names.map((displayName) => organization.makeUser("member", { displayName })));
  }

  test("goes by name as people read them, by status or by the time of registration, either way", async () => {
    const [zoe, emil, oezlem, otto, anna] = await people("zoë", "Émil", "Özlem", "Otto", "Anna");
    const tickets = [];
    for (const person of [zoe!, emil!, oezlem!, otto!, anna!]) tickets.push(await register(person, event));
    await cancelRegistration(emil!.ctx(), { registrationId: tickets[1]!.id });
    await checkIn(organizer.ctx(), { qrCode: tickets[3]!.qrCode, eventId: event.id });

    expect(await walk({ sort: "name" })).toEqual({
      names: ["Anna", "Émil", "Otto", "Özlem", "zoë"],
      totals: [5],
    });
    expect((await walk({ sort: "name", direction: "desc" })).names).toEqual([
      "zoë",
      "Özlem",
      "Otto",
      "Émil",
      "Anna",
    ]);
    expect((await walk({ sort: "registered_at" })).names).toEqual(["Anna", "Otto", "Özlem", "Émil", "zoë"]);
    expect((await walk({ sort: "status", direction: "desc" })).names).toEqual([
      "Anna",
      "Özlem",
      "zoë",
      "Otto",
      "Émil",
    ]);
    expect((await walk({ sort: "name", status: "registered", q: "lem" })).names).toEqual(["Özlem"]);
  });

  test("is filtered by what was answered", async () => {
    const [meal, wish] = await setQuestions(organizer.ctx(), {
      eventId: event.id,
      questions: [
        { label: "Meal", kind: "choice", options: ["Meat", "Vegan"], isRequired: false },
        { label: "Wishes", kind: "text", options: [], isRequired: false },
      ],
    });
    const [ada, bo, cy] = await people("Ada", "Bo", "Cy");
    const answered = (person: Person, answers: Record<string, string>) =>
      registerForEvent(person.ctx(), { eventId: event.id, answers });
    await answered(ada!, { [meal!.id]: "Vegan", [wish!.id]: "A quiet room, 100%" });
    await answered(bo!, { [meal!.id]: "Meat" });
    await answered(cy!, {});
    expect((await walk({ sort: "name", questionId: meal!.id })).names).toEqual(["Ada", "Bo"]);
    expect((await walk({ sort: "name", questionId: meal!.id, answer: "Vegan" })).names).toEqual(["Ada"]);
    expect((await walk({ sort: "name", questionId: meal!.id, answer: "Veg" })).names).toEqual([]);
    expect((await walk({ sort: "name", questionId: wish!.id, answer: "QUIET" })).names).toEqual(["Ada"]);
    expect((await walk({ sort: "name", questionId: wish!.id, answer: "1%0" })).names).toEqual([]);
    expect((await walk({ sort: "name", questionId: wish!.id, answer: "Vegan" })).names).toEqual([]);
  });

  test("is filtered by how they came to it, also together with other filters", async () => {
    const [ada, bo] = await people("Ada", "Bo");
    await register(ada!, event);
    await register(bo!, event);
    const email = `${uuidv7()}@company.com`;
    await registerPerson(organizer.ctx(), { eventId: event.id, email, displayName: "Cy" });
    expect(await walk({ sort: "name", source: "import" })).toEqual({ names: ["Cy"], totals: [1] });
    expect((await walk({ sort: "name", source: "self" })).names).toEqual(["Ada", "Bo"]);
    expect((await walk({ sort: "name", source: "self", q: "bo" })).names).toEqual(["Bo"]);
    expect((await walk({ sort: "name", source: "walk_in" })).names).toEqual([]);
  });

  test("refuses the cursor of another order", async () => {
    for (const person of await organization.makeUsers(3)) await register(person, event);
    const { nextCursor } = await listAttendees(organizer.ctx(), { ...all, eventId: event.id });
    const asked = { ...all, eventId: event.id, sort: "status", cursor: nextCursor } as const;
    await expectRefusal(servers.system, organizer.ctx(), (ctx) => listAttendees(ctx, asked), "validation");
  });
});
