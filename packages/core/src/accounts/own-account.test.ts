import { deadLetters } from "@eventmaster/db/job-queues";
import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { myData } from "@eventmaster/contract/accounts";
import { checkIn } from "../check-in/check-in.ts";
import { type Context, transaction } from "../context.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { authenticate } from "./authenticate.ts";
import { changeEmail } from "./change-email.ts";
import { changePassword } from "./change-password.ts";
import { deleteAccount } from "./delete-account.ts";
import { endOtherSessions, endSession } from "./end-sessions.ts";
import { getMyData } from "./get-my-data.ts";
import { getProfile } from "./get-profile.ts";
import { listSessions } from "./list-sessions.ts";
import { logIn } from "./log-in.ts";
import { hashPassword } from "./passwords.ts";
import { updateProfile } from "./update-profile.ts";

const password = "correct horse";
const newPassword = "battery staple";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let organizer: Person;
let person: Person;
let hashedPassword: string;
beforeAll(async () => {
  system = await startTestSystem({ max: 20 });
  hashedPassword = await hashPassword(password);
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin", { hashedPassword });
  organizer = await organization.makeUser("organizer", { hashedPassword });
  person = await organization.makeUser("member", { hashedPassword });
});

/** Another device of the person's. */
async function anotherDevice(of: Person = person): Promise<Context> {
  const { signedIn } = await logIn(organization.anonymous(), { email: of.email, password });
  return system.contextFor(
    organization.organizationId,
    await authenticate(organization.anonymous(), signedIn.accessToken),
  );
}

const liveSessions = async (userId: string) =>
  (
    await system.db
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)))
  ).map(({ id }) => id);

describe("one's sessions", () => {
  test("are listed with what tells devices apart, and without what opens them", async () => {
    const phone = await anotherDevice();
    const { items } = await listSessions(phone);
    expect(items).toHaveLength(2);
    expect(items.find(({ isCurrent }) => isCurrent)).toEqual({
      id: phone.actor!.sessionId,
      userAgent: "tests",
      ip: "192.0.2.1",
      createdAt: expect.stringMatching(/Z$/u),
      lastUsedAt: expect.stringMatching(/Z$/u),
      expiresAt: expect.stringMatching(/Z$/u),
      isCurrent: true,
    });
  });

  test("end one by one, from the next request on", async () => {
    const phone = await anotherDevice();
    const ctx = person.ctx();
    await endSession(ctx, { sessionId: phone.actor!.sessionId! });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "session.end", subjectType: "session", subjectId: phone.actor!.sessionId },
    ]);
    expect(await liveSessions(person.userId)).toEqual([person.actor.sessionId]);
    const again = person.ctx();
    await endSession(again, { sessionId: phone.actor!.sessionId! });
    expect(await system.auditOf(again)).toEqual([]);
  });

  test("of somebody else are not found", async () => {
    const input = { sessionId: organizer.actor.sessionId! };
    await expectRefusal(system, person.ctx(), (ctx) => endSession(ctx, input), "not_found");
    expect(await liveSessions(organizer.userId)).toHaveLength(1);
  });

  test("end all but the one at hand", async () => {
    await anotherDevice();
    await anotherDevice();
    const ctx = person.ctx();
    expect(await endOtherSessions(ctx)).toEqual({ ended: 2 });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "session.end_others", details: { ended: 2 } },
    ]);
    expect(await liveSessions(person.userId)).toEqual([person.actor.sessionId]);
    expect(await liveSessions(organizer.userId)).toHaveLength(1);
    const again = person.ctx();
    expect(await endOtherSessions(again)).toEqual({ ended: 0 });
    expect(await system.auditOf(again)).toEqual([]);
  });
});

describe("changing the password", () => {
  test("ends every other session and keeps this one", async () => {
    await anotherDevice();
    const ctx = person.ctx();
    await changePassword(ctx, { currentPassword: password, newPassword });
    expect(await liveSessions(person.userId)).toEqual([person.actor.sessionId]);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.change_password", details: { endedSessions: 1 } },
    ]);
    expect((await system.mailsTo(person.email)).abouts).toMatchObject([{ event: "password_changed" }]);
    await logIn(organization.anonymous(), { email: person.email, password: newPassword });
  });

  test("is refused with a wrong one", async () => {
    const input = { currentPassword: "wrong", newPassword };
    const refusal = await expectRefusal(
      system,
      person.ctx(),
      (ctx) => changePassword(ctx, input),
      "validation",
    );
    expect(refusal.fields).toEqual({ currentPassword: "This is not your password" });
    await logIn(organization.anonymous(), { email: person.email, password });
  });
});

describe("the profile", () => {
  test("shows the account, and its name can be changed; the log does not keep the name", async () => {
    expect(await getProfile(person.ctx())).toMatchObject({
      id: person.userId,
      email: person.email,
      emailVerifiedAt: null,
      pendingEmail: null,
      isPlatformAdmin: false,
    });
    const ctx = person.ctx();
    expect(await updateProfile(ctx, { displayName: "Zoë <b>" })).toMatchObject({ displayName: "Zoë <b>" });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.update_profile", details: { fields: ["displayName"] } },
    ]);
  });

  test("language and time zone are mine to choose; what I leave out stays", async () => {
    const before = await getProfile(person.ctx());
    expect(before).toMatchObject({ locale: "en", timeZone: null });
    const chosen = await updateProfile(person.ctx(), { locale: "zh-Hant", timeZone: "Asia/Taipei" });
    expect(chosen).toEqual({ ...before, locale: "zh-Hant", timeZone: "Asia/Taipei" });
    const ctx = person.ctx();
    expect(await updateProfile(ctx, {})).toEqual(chosen);
    expect(await system.auditOf(ctx)).toEqual([]);
    expect(await updateProfile(person.ctx(), { timeZone: null })).toMatchObject({ timeZone: null });
  });

  test.each([getProfile, getMyData, listSessions, endOtherSessions])(
    "%o is for who is signed in",
    async (verb) => {
      await expectRefusal(system, organization.anonymous(), verb, "not_signed_in");
    },
  );
});

describe("my data", () => {
  test("is everything about me in every organization, and nothing about others", async () => {
    const other = await system.makeOrganization();
    const away = await other.makeUser("admin");
    await system.db
      .insert(memberships)
      .values({ organizationId: other.organizationId, userId: person.userId, role: "organizer" });
    const here = await organization.makeEvent(organizer);
    const there = await other.makeEvent(away);
    const ticket = await register(person, here);
    await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: here.id });
    const elsewhere = await registerForEvent(
      system.contextFor(other.organizationId, { ...person.actor, role: "organizer" }),
      { eventId: there.id },
    );
    await register(admin, here);
    const data = await getMyData(person.ctx());
    expect(myData.parse(data)).toEqual(data);
    expect(data.account.email).toBe(person.email);
    expect(data.sessions).toMatchObject([{ id: person.actor.sessionId, endedAt: null }]);
    const byId = Object.fromEntries(data.organizations.map((each) => [each.id, each]));
    expect(byId[organization.organizationId]).toMatchObject({
      role: "member",
      registrations: [{ id: ticket.id, status: "checked_in", qrCode: ticket.qrCode }],
      scans: [{ registrationId: ticket.id, verdict: "admitted", isMine: true }],
      events: [],
    });
    expect(byId[organization.organizationId]!.auditIds.length).toBeGreaterThan(0);
    expect(byId[other.organizationId]).toMatchObject({
      role: "organizer",
      registrations: [{ id: elsewhere.id }],
    });
    for (const secret of [admin.email, admin.userId, organizer.email, "hashedPassword", "tokenHash"])
      expect(JSON.stringify(data)).not.toContain(secret);
  });
});

describe("deleting the account", () => {
  test("takes all that belongs to it along, gives the seats back, and leaves ids in the log", async () => {
    const here = await organization.makeEvent(organizer, { capacity: 1 });
    const ticket = await register(person, here);
    const used = await organization.makeEvent(organizer);
    const admitted = await register(person, used);
    await checkIn(organizer.ctx(), { qrCode: admitted.qrCode, eventId: used.id });
    const full = await organization.makeEvent(organizer, { capacity: 1, offeredCount: 1 });
    await system.db.insert(waitlistEntries).values({
      id: uuidv7(),
      organizationId: organization.organizationId,
      eventId: full.id,
      userId: person.userId,
      status: "offered",
    });
    const ctx = person.ctx();
    await deleteAccount(ctx, { password });
    expect(await system.db.$count(users, eq(users.id, person.userId))).toBe(0);
    expect(await system.db.$count(registrations, eq(registrations.id, ticket.id))).toBe(0);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.delete", subjectId: person.userId, details: {} },
    ]);
    const log = await system.db.select().from(auditLog);
    expect(JSON.stringify(log)).not.toContain(person.email);
    const [freed] = await system.db.select().from(events).where(eq(events.id, full.id));
    expect(freed?.offeredCount).toBe(0);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
    await register(admin, here);
  });

  test("takes the mails along that wait or were given up, to every address it had, and nobody else's", async () => {
    const ofPerson = person.email;
    const asked = `asked.${ofPerson}`;
    await changeEmail(person.ctx(), { newEmail: asked, currentPassword: password });
    await transaction(admin.ctx(), async (ctx) => {
      for (const to of [ofPerson.toUpperCase(), ofPerson, organizer.email])
        await enqueueMail(ctx, {
          to,
          userId: null,
          kind: "invitation",
          about: { organizationName: "A", inviterName: "B", role: "member", link: "https://events.test" },
        });
      await enqueueMail(ctx, {
        to: null,
        userId: person.userId,
        kind: "event_approved",
        about: { eventTitle: "A", reason: null, link: "https://events.test" },
      });
    });
    await system.sql`update pgboss.job set name = ${deadLetters}, source_name = 'mail.send'
      where data -> 'payload' ->> 'to' = ${ofPerson}`;
    const waiting = async () =>
      (
        await system.sql<{ to: string }[]>`select data -> 'payload' ->> 'to' as to from pgboss.job
          where lower(data -> 'payload' ->> 'to') in (${ofPerson}, ${asked}, ${organizer.email})
            or data -> 'payload' ->> 'userId' = ${person.userId} order by 1`
      ).map(({ to }) => to);
    expect(await waiting()).toHaveLength(5);
    const ctx = person.ctx();
    await deleteAccount(ctx, { password });
    expect(await waiting()).toEqual([organizer.email]);
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "account.delete" }]);
  });

  test("control: a bare delete leaves the seats taken, and the invariants say so", async () => {
    const here = await organization.makeEvent(organizer);
    await register(person, here);
    await system.db.delete(users).where(eq(users.id, person.userId));
    expect((await findBrokenInvariants(system.db)).map(({ invariant }) => invariant)).toEqual([
      "registered_count is the number of registrations that are not cancelled",
    ]);
    await system.db.update(events).set({ registeredCount: 0 }).where(eq(events.id, here.id));
  });

  test("takes one's own events along, with their registrations, in every organization", async () => {
    const other = await system.makeOrganization();
    await other.makeUser("admin");
    const theirs = await other.makeEvent(organizer);
    const here = await organization.makeEvent(organizer);
    const ticket = await register(person, here);
    const ctx = organizer.ctx();
    await deleteAccount(ctx, { password });
    const told = await system.sql<{ people: unknown }[]>`
      select data -> 'payload' -> 'people' as people from pgboss.job
      where name = 'event.tell-deletion' and data ->> 'organizationId' = ${organization.organizationId}`;
    expect(told).toEqual([
      { people: [{ userId: person.userId, ticket: { registrationId: ticket.id, generation: 1 } }] },
    ]);
    expect((await system.auditOf(ctx)).map(({ action }) => action).toSorted()).toEqual([
      "account.delete",
      "account.delete",
      "event.delete",
      "event.delete",
    ]);
    expect(await system.db.$count(events, eq(events.organizerId, organizer.userId))).toBe(0);
    expect(await system.db.$count(events, eq(events.id, theirs.id))).toBe(0);
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("of somebody who belongs nowhere any more is audited all the same", async () => {
    await system.db.delete(memberships).where(eq(memberships.userId, person.userId));
    const ctx = system.contextFor(organization.organizationId, { ...person.actor, role: "guest" });
    await deleteAccount(ctx, { password });
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "account.delete" }]);
    expect(await system.db.$count(users, eq(users.id, person.userId))).toBe(0);
  });

  test("is refused with a wrong password", async () => {
    await expectRefusal(system, person.ctx(), (ctx) => deleteAccount(ctx, { password: "no" }), "validation");
    expect(await system.db.$count(users, eq(users.id, person.userId))).toBe(1);
  });

  test("is refused to the last admin of any organization, also of one that they do not act in", async () => {
    await expectRefusal(system, admin.ctx(), (ctx) => deleteAccount(ctx, { password }), "last_admin");
    const other = await system.makeOrganization();
    await system.db
      .insert(memberships)
      .values({ organizationId: other.organizationId, userId: person.userId, role: "admin" });
    await expectRefusal(system, person.ctx(), (ctx) => deleteAccount(ctx, { password }), "last_admin");
    expect(await liveSessions(person.userId)).toHaveLength(1);
  });

  test("of two platform admins at once goes through once: somebody must be able to create organizations", async () => {
    const fields = { hashedPassword, isPlatformAdmin: true };
    const platformAdmins = [
      await organization.makeUser("member", fields),
      await organization.makeUser("member", fields),
    ];
    const outcomes = await countOutcomes(
      platformAdmins.map(({ actor }) =>
        deleteAccount(system.contextFor(organization.organizationId, { ...actor, isPlatformAdmin: true }), {
          password,
        }),
      ),
    );
    expect(outcomes).toEqual({ ok: 1, last_admin: 1 });
    expect(await system.db.$count(users, eq(users.isPlatformAdmin, true))).toBe(1);
  });

  test("of two admins at once goes through once", async () => {
    const second = await organization.makeUser("admin", { hashedPassword });
    const outcomes = await countOutcomes(
      [admin, second].map((each) => deleteAccount(each.ctx(), { password })),
    );
    expect(outcomes).toEqual({ ok: 1, last_admin: 1 });
    const left = await system.db.$count(
      memberships,
      and(eq(memberships.organizationId, organization.organizationId), eq(memberships.role, "admin")),
    );
    expect(left).toBe(1);
  });
});
