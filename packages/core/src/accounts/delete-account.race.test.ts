import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findBrokenInvariants } from "../invariants.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { countingTransactions } from "../testing/counting-transactions.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { type Person, register, type TestOrganization } from "../testing/test-system.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { untilWaiting } from "../testing/waiting.ts";
import { joinWaitlist } from "../waitlist/join-waitlist.ts";
import { deleteAccount } from "./delete-account.ts";
import { hashPassword } from "./passwords.ts";

const password = "correct horse";

let servers: TwoServers;
let organization: TestOrganization;
let hashedPassword: string;
beforeAll(async () => {
  servers = await startTwoServers();
  hashedPassword = await hashPassword(password);
});
afterAll(() => servers.close());
beforeEach(async () => {
  organization = await servers.system.makeOrganization();
  await organization.makeUser("admin");
});

/** Checking the password is one transaction, deleting the other: a third would be one that was given up. */
const undisturbed = 2;

describe("an account that is deleted", () => {
  test("gives back a seat that is taken in another tab at the same moment, or is gone before", async () => {
    const organizer = await organization.makeUser("organizer");
    const event = await organization.makeEvent(organizer, { capacity: 100 });
    const people = await Promise.all(
      Array.from({ length: 8 }, () => organization.makeUser("member", { hashedPassword })),
    );
    const outcomes = await countOutcomes(
      people.flatMap((person, index) => [
        deleteAccount(person.ctx(), { password }),
        registerForEvent(person.ctx(servers.serverOf(index)), { eventId: event.id }),
      ]),
    );
    expect((outcomes["ok"] ?? 0) + (outcomes["not_found"] ?? 0)).toBe(16);
    expect(await servers.system.db.$count(registrations, eq(registrations.eventId, event.id))).toBe(0);
    expect(await findBrokenInvariants(servers.system.db)).toEqual([]);
  });

  test("control: who registers after the seats went back, with nothing locked, keeps a seat for nobody", async () => {
    const organizer = await organization.makeUser("organizer");
    const event = await organization.makeEvent(organizer);
    const person = await organization.makeUser("member");
    await servers.otherServer.db.transaction(async (tx) => {
      await tx.delete(registrations).where(eq(registrations.userId, person.userId));
      await registerForEvent(person.ctx(), { eventId: event.id });
      await tx.delete(users).where(eq(users.id, person.userId));
    });
    expect((await findBrokenInvariants(servers.system.db)).map(({ invariant }) => invariant)).toEqual([
      "registered_count is the number of registrations that are not cancelled",
    ]);
    await servers.system.sql`update events set registered_count = 0 where id = ${event.id}`;
  });

  test("and a crowd at the organizer's events never hold what the other needs", async () => {
    const organizer = await organization.makeUser("organizer", { hashedPassword });
    const own = await organization.makeEvent(organizer, { capacity: 100 });
    const people = await organization.makeUsers(30);
    const tickets = await Promise.all(people.slice(0, 15).map((person) => register(person, own)));
    const counted = countingTransactions(servers.otherServer.db);
    const outcomes = await countOutcomes([
      ...people.slice(15).map((person) => registerForEvent(person.ctx(), { eventId: own.id })),
      ...tickets.map(({ id }, index) => cancelRegistration(people[index]!.ctx(), { registrationId: id })),
      deleteAccount(organizer.ctx({ db: counted.db }), { password }),
    ]);
    expect((outcomes["ok"] ?? 0) + (outcomes["not_found"] ?? 0)).toBe(31);
    expect(counted.begun()).toBe(undisturbed);
    expect(await servers.system.db.$count(registrations, eq(registrations.eventId, own.id))).toBe(0);
    expect(await findBrokenInvariants(servers.system.db)).toEqual([]);
  });

  test("at the same moment as others, at the same events in other roles, waits and is not given up", async () => {
    const organizer = await organization.makeUser("organizer");
    const first = await organization.makeEvent(organizer, { capacity: 1 });
    const second = await organization.makeEvent(organizer, { capacity: 1 });
    const [one, other]: Person[] = [
      await organization.makeUser("member", { hashedPassword }),
      await organization.makeUser("member", { hashedPassword }),
    ];
    await register(one!, first);
    await register(other!, second);
    await joinWaitlist(one!.ctx(), { eventId: second.id });
    await joinWaitlist(other!.ctx(), { eventId: first.id });
    const counted = countingTransactions(servers.otherServer.db);
    let outcomes: Promise<unknown> | undefined;
    await servers.system.db.transaction(async (tx) => {
      // Both have come as far as the first event when it is let go.
      await tx.execute(`select 1 from events where id = '${first.id}' for update`);
      outcomes = countOutcomes(
        [one!, other!].map((person) => deleteAccount(person.ctx({ db: counted.db }), { password })),
      );
      await untilWaiting(servers.system, 2);
    });
    expect(await outcomes).toEqual({ ok: 2 });
    expect(counted.begun()).toBe(2 * undisturbed);
    expect(await findBrokenInvariants(servers.system.db)).toEqual([]);
  });
});
