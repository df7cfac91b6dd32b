import { type Context, transaction } from "../context.ts";
import { createEventInput } from "@eventmaster/contract/events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../accounts/authenticate.ts";
import { changeEmail } from "../accounts/change-email.ts";
import { changePassword } from "../accounts/change-password.ts";
import { deleteAccount } from "../accounts/delete-account.ts";
import { endOtherSessions, endSession } from "../accounts/end-sessions.ts";
import { forgotPassword } from "../accounts/forgot-password.ts";
import { logIn } from "../accounts/log-in.ts";
import { logOut } from "../accounts/log-out.ts";
import { refreshSession } from "../accounts/refresh-session.ts";
import { claimAccount, resetPassword } from "../accounts/reset-password.ts";
import { signUp } from "../accounts/sign-up.ts";
import type { StartedSession } from "../accounts/start-session.ts";
import { updateProfile } from "../accounts/update-profile.ts";
import { verifyEmail } from "../accounts/verify-email.ts";
import { createApiKey } from "../api-keys/create-api-key.ts";
import { revokeApiKey } from "../api-keys/revoke-api-key.ts";
import { acceptInvitation } from "../organizations/accept-invitation.ts";
import { createOrganization } from "../organizations/create-organization.ts";
import { leaveOrganization, removeMember } from "../organizations/end-membership.ts";
import { invite } from "../organizations/invite.ts";
import { revokeInvitation } from "../organizations/revoke-invitation.ts";
import { checkIn } from "../check-in/check-in.ts";
import { createCheckInPoint, deleteCheckInPoint, updateCheckInPoint } from "../check-in/check-in-points.ts";
import { resolveConflict } from "../check-in/conflicts.ts";
import { addStaff, removeStaff } from "../check-in/event-staff.ts";
import { undoScan } from "../check-in/undo-scan.ts";
import { updateDoor } from "../check-in/update-door.ts";
import { walkIn } from "../check-in/walk-in.ts";
import { createEvent } from "../events/create-event.ts";
import { approveEvent, cancelEvent, rejectEvent, resubmitEvent } from "../events/decide-event.ts";
import { deleteEvent } from "../events/delete-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { pointIn, scanIn } from "../testing/door-things.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { changeRole } from "../users/change-role.ts";
import { listAudit } from "./list-audit.ts";
import { recordAudit } from "./record-audit.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let organizer: Person;
let member: Person;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [admin, organizer, member] = await Promise.all([
    organization.makeUser("admin"),
    organization.makeUser("organizer"),
    organization.makeUser("member"),
  ]);
});

describe("the audit log", () => {
  const firstPage = { limit: 20, offset: 0 };

  test("is read by admins, newest first, of their organization only, and filtered by subject and action", async () => {
    const other = await system.makeOrganization();
    const stranger = await other.makeUser("admin");
    const now = Date.now();
    const write = (person: Person, action: string, subjectId: string, at: number) =>
      transaction(person.ctx({ now: new Date(now + at) }), (ctx) =>
        recordAudit(ctx, { action, subjectType: "event", subjectId, details: { at } }),
      );
    await write(admin, "event.approve", member.userId, 1000);
    await write(organizer, "event.update", member.userId, 3000);
    await write(organizer, "event.update", organizer.userId, 2000);
    await write(stranger, "event.update", organizer.userId, 4000);
    const list = async (filter: object = {}) =>
      (await listAudit(admin.ctx(), { ...firstPage, ...filter })).items.map(({ details }) => details["at"]);
    expect(await list()).toEqual([3000, 2000, 1000]);
    expect(await list({ subjectId: member.userId })).toEqual([3000, 1000]);
    expect(await list({ action: "event.update" })).toEqual([3000, 2000]);
    expect(await list({ action: "event.update'" })).toEqual([]);
    expect(await listAudit(admin.ctx(), { ...firstPage, limit: 1, offset: 2 })).toMatchObject({
      total: 3,
      items: [
        { actorId: admin.userId, action: "event.approve", subjectType: "event", subjectId: member.userId },
      ],
    });
  });

  test("is not for anybody else", async () => {
    await expectRefusal(system, organizer.ctx(), (ctx) => listAudit(ctx, firstPage), "forbidden");
    await expectRefusal(system, member.ctx(), (ctx) => listAudit(ctx, firstPage), "forbidden");
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => listAudit(ctx, firstPage),
      "not_signed_in",
    );
  });
});

describe("the audit log is filtered", () => {
  const page = { limit: 20, offset: 0 };

  test("by who, what, on what and when, together, and paged without loss", async () => {
    const now = Date.now();
    const minutes = (count: number) => new Date(now + count * 60_000);
    const write = (person: Person, action: string, subjectType: "event" | "user", minute: number) =>
      transaction(person.ctx({ now: minutes(minute) }), (ctx) =>
        recordAudit(ctx, { action, subjectType, subjectId: member.userId, details: { minute } }),
      );
    await write(admin, "event.approve", "event", 1);
    await write(organizer, "event.update", "event", 2);
    await write(organizer, "event.update", "event", 3);
    await write(organizer, "user.invite", "user", 4);
    const list = async (filter: object) =>
      (await listAudit(admin.ctx(), { ...page, ...filter })).items.map(({ details }) => details["minute"]);
    expect(await list({ actorId: organizer.userId })).toEqual([4, 3, 2]);
    expect(await list({ subjectType: "user" })).toEqual([4]);
    expect(await list({ subjectId: member.userId, action: "event.update" })).toEqual([3, 2]);
    expect(await list({ from: minutes(2), to: minutes(4) })).toEqual([3, 2]);
    expect(await list({ actorId: organizer.userId, subjectType: "event", to: minutes(3) })).toEqual([2]);
    const first = await listAudit(admin.ctx(), { limit: 2, offset: 0, actorId: organizer.userId });
    expect(first).toMatchObject({ total: 3 });
    expect(await list({ actorId: organizer.userId, cursor: first.nextCursor })).toEqual([2]);
  });

  test("with names as they are now, which the log itself does not have", async () => {
    const ctx = organizer.ctx();
    await transaction(ctx, (ctx) =>
      recordAudit(ctx, {
        action: "event.update",
        subjectType: "event",
        subjectId: member.userId,
        details: { before: { capacity: 5 }, after: { capacity: 7 } },
      }),
    );
    const shown = async () => (await listAudit(admin.ctx(), page)).items[0];
    expect(await shown()).toMatchObject({
      actorId: organizer.userId,
      actorName: organizer.displayName,
      details: { before: { capacity: 5 }, after: { capacity: 7 } },
      requestId: ctx.requestId,
      network: "192.0.2.0/24",
    });
    await system.sql`update users set display_name = 'Renamed' where id = ${organizer.userId}`;
    expect(await shown()).toMatchObject({ actorName: "Renamed" });
    await system.sql`delete from users where id = ${organizer.userId}`;
    expect(await shown()).toMatchObject({ actorId: organizer.userId, actorName: null });
    const rows = await system.sql`select audit_log::text as row from audit_log`;
    expect(JSON.stringify(rows)).not.toContain("Renamed");
  });
});

describe("nobody changes the audit log", () => {
  const changes = {
    "a change": sql`update audit_log set action = 'nothing'`,
    "a removal": sql`delete from audit_log`,
    "an emptying": sql`truncate audit_log`,
    "a change of its chain": sql`update audit_chain set hash = ''`,
    "a removal from its chain": sql`delete from audit_chain`,
    "an emptying of its chain": sql`truncate audit_chain`,
    "a move of its head": sql`update audit_heads set sequence = sequence + 1`,
    "a removal of its head": sql`delete from audit_heads`,
    "an emptying of its heads": sql`truncate audit_heads`,
  };
  beforeEach(async () => {
    await transaction(admin.ctx(), (ctx) =>
      recordAudit(ctx, { action: "event.update", subjectType: "event", subjectId: member.userId }),
    );
  });

  test.each(Object.entries(changes))("%s is beyond the role of every request", async (_, change) => {
    await expect(transaction(admin.ctx(), ({ db }) => db.execute(change))).rejects.toMatchObject({
      cause: { code: "42501", message: expect.stringContaining("permission denied") },
    });
  });

  test("nor can that role take the guards away, or write a link by itself", async () => {
    for (const attempt of [
      sql`alter table audit_log disable trigger all`,
      sql`drop trigger audit_log_append_only on audit_log`,
      sql`insert into audit_chain values (${organization.organizationId}, 99, ${member.userId}, '')`,
      sql`set session_replication_role = replica`,
    ])
      await expect(transaction(admin.ctx(), ({ db }) => db.execute(attempt))).rejects.toMatchObject({
        cause: { code: "42501" },
      });
  });

  test.each(Object.entries(changes))(
    "%s is refused to the owner of the table by a trigger",
    async (_, change) => {
      await expect(system.db.execute(change)).rejects.toMatchObject({
        cause: { message: expect.stringContaining("is append-only") },
      });
    },
  );
});

describe("what changes state writes its audit row in the same transaction", () => {
  const password = "correct horse";
  const newcomer = () => ({ email: `${crypto.randomUUID()}@company.test`, password, displayName: "Zoë" });

  async function signedUp(): Promise<StartedSession & { email: string }> {
    const input = newcomer();
    return { ...(await signUp(organization.anonymous(), input)), email: input.email };
  }

  /** Requests of somebody who signed up themselves, and so has a password. */
  async function ofSomebody(email?: string): Promise<() => Context> {
    const started = email ? await logIn(organization.anonymous(), { email, password }) : await signedUp();
    const actor = await authenticate(organization.anonymous(), started.signedIn.accessToken);
    return () => system.contextFor(organization.organizationId, actor);
  }

  async function ticket() {
    const event = await organization.makeEvent(organizer);
    return { event, registration: await register(member, event) };
  }

  /** Every verb that changes state: what it needs is made first, and then it is called. */
  const verbs: Record<string, () => Promise<() => Promise<unknown>>> = {
    signUp: async () => () => signUp(organization.anonymous(), newcomer()),
    logIn: async () => {
      const { email } = await signedUp();
      return () => logIn(organization.anonymous(), { email, password });
    },
    logOut: async () => {
      const { signedIn } = await signedUp();
      const actor = await authenticate(organization.anonymous(), signedIn.accessToken);
      return () => logOut(system.contextFor(organization.organizationId, actor));
    },
    "refreshSession with a used token": async () => {
      const { refreshToken } = await signedUp();
      await refreshSession(organization.anonymous(), refreshToken);
      return () => refreshSession(organization.anonymous({ now: inFuture(day) }), refreshToken);
    },
    changeRole: async () => () => changeRole(admin.ctx(), { userId: member.userId, role: "admin" }),
    verifyEmail: async () => {
      const { email } = await signedUp();
      const token = (await system.mailsTo(email)).lastToken();
      return () => verifyEmail(organization.anonymous(), { token });
    },
    forgotPassword: async () => {
      const { email } = await signedUp();
      return () => forgotPassword(organization.anonymous(), { email });
    },
    resetPassword: async () => {
      const { email } = await signedUp();
      await forgotPassword(organization.anonymous(), { email });
      const token = (await system.mailsTo(email)).lastToken();
      return () => resetPassword(organization.anonymous(), { token, password: "battery staple" });
    },
    claimAccount: async () => {
      await forgotPassword(organization.anonymous(), { email: member.email });
      const token = (await system.mailsTo(member.email)).lastToken();
      return () => claimAccount(organization.anonymous(), { token, password: "battery staple" });
    },
    changePassword: async () => {
      const ctx = await ofSomebody();
      return () => changePassword(ctx(), { currentPassword: password, newPassword: "battery staple" });
    },
    changeEmail: async () => {
      const ctx = await ofSomebody();
      return () => changeEmail(ctx(), { newEmail: newcomer().email, currentPassword: password });
    },
    updateProfile: async () => () => updateProfile(member.ctx(), { displayName: "Another" }),
    endSession: async () => () => endSession(member.ctx(), { sessionId: member.actor.sessionId! }),
    endOtherSessions: async () => () =>
      endOtherSessions({ ...member.ctx(), actor: { ...member.actor, sessionId: null } }),
    deleteAccount: async () => {
      const ctx = await ofSomebody();
      return () => deleteAccount(ctx(), { password });
    },
    createOrganization: async () => () =>
      createOrganization(
        { ...admin.ctx(), actor: { ...admin.actor, isPlatformAdmin: true } },
        { name: "Club", slug: `club-${crypto.randomUUID()}`, adminEmail: newcomer().email },
      ),
    invite: async () => () => invite(admin.ctx(), { email: newcomer().email, role: "member" }),
    revokeInvitation: async () => {
      const { id } = await invite(admin.ctx(), { email: newcomer().email, role: "member" });
      return () => revokeInvitation(admin.ctx(), { invitationId: id });
    },
    acceptInvitation: async () => {
      const { email } = newcomer();
      await invite(admin.ctx(), { email, role: "organizer" });
      const token = (await system.mailsTo(email)).lastToken();
      await signUp(organization.anonymous(), { ...newcomer(), email });
      const ctx = await ofSomebody(email);
      return () => acceptInvitation(ctx(), { token });
    },
    removeMember: async () => () => removeMember(admin.ctx(), { userId: member.userId }),
    leaveOrganization: async () => () => leaveOrganization(member.ctx()),
    createApiKey: async () => () => createApiKey(member.ctx(), { name: "k", actions: ["event:browse"] }),
    revokeApiKey: async () => {
      const { id } = await createApiKey(member.ctx(), { name: "k", actions: ["event:browse"] });
      return () => revokeApiKey(member.ctx(), { apiKeyId: id });
    },
    createEvent: async () => () =>
      createEvent(
        organizer.ctx(),
        createEventInput.parse({
          title: "Meetup",
          description: "Talks",
          startAt: inFuture(day).toISOString(),
          endAt: inFuture(2 * day).toISOString(),
          location: "Hall",
          capacity: 5,
        }),
      ),
    updateEvent: async () => {
      const { event } = await ticket();
      return () => updateEvent(admin.ctx(), { eventId: event.id, title: "Another", capacity: 3 });
    },
    deleteEvent: async () => {
      const { event } = await ticket();
      return () => deleteEvent(organizer.ctx(), { eventId: event.id });
    },
    approveEvent: async () => {
      const event = await organization.makeEvent(organizer, { status: "pending" });
      return () => approveEvent(admin.ctx(), { eventId: event.id });
    },
    rejectEvent: async () => {
      const event = await organization.makeEvent(organizer, { status: "pending" });
      return () => rejectEvent(admin.ctx(), { eventId: event.id, reason: "No" });
    },
    resubmitEvent: async () => {
      const event = await organization.makeEvent(organizer, { status: "rejected" });
      return () => resubmitEvent(organizer.ctx(), { eventId: event.id });
    },
    cancelEvent: async () => {
      const { event } = await ticket();
      return () => cancelEvent(organizer.ctx(), { eventId: event.id });
    },
    registerForEvent: async () => {
      const event = await organization.makeEvent(organizer);
      return () => registerForEvent(member.ctx(), { eventId: event.id });
    },
    "registerForEvent after a cancellation": async () => {
      const { event, registration } = await ticket();
      await cancelRegistration(member.ctx(), { registrationId: registration.id });
      return () => registerForEvent(member.ctx(), { eventId: event.id });
    },
    cancelRegistration: async () => {
      const { registration } = await ticket();
      return () => cancelRegistration(member.ctx(), { registrationId: registration.id });
    },
    "checkIn that admits": async () => {
      const { event, registration } = await ticket();
      return () => checkIn(organizer.ctx(), { qrCode: registration.qrCode, eventId: event.id });
    },
    "checkIn on the way out": async () => {
      const { event, registration } = await ticket();
      const scan = { qrCode: registration.qrCode, eventId: event.id };
      await checkIn(organizer.ctx(), scan);
      return () => checkIn(organizer.ctx(), { ...scan, direction: "exit" });
    },
    undoScan: async () => {
      const { event, registration } = await ticket();
      const { scanId } = await checkIn(organizer.ctx(), { qrCode: registration.qrCode, eventId: event.id });
      return () => undoScan(organizer.ctx(), { scanId, reason: "A mistake" });
    },
    resolveConflict: async () => {
      const { event } = await ticket();
      const scanId = await scanIn(system, event.id, "cancelled");
      return () => resolveConflict(organizer.ctx(), { scanId, note: "They had paid" });
    },
    createCheckInPoint: async () => {
      const { event } = await ticket();
      return () => createCheckInPoint(organizer.ctx(), { eventId: event.id, name: "Gate B", kind: "gate" });
    },
    updateCheckInPoint: async () => {
      const { event } = await ticket();
      const checkInPointId = await pointIn(system, event.id);
      return () => updateCheckInPoint(organizer.ctx(), { checkInPointId, name: "Gate C" });
    },
    deleteCheckInPoint: async () => {
      const { event } = await ticket();
      const checkInPointId = await pointIn(system, event.id);
      return () => deleteCheckInPoint(organizer.ctx(), { checkInPointId, evenWithAdmissions: false });
    },
    updateDoor: async () => {
      const { event } = await ticket();
      return () => updateDoor(organizer.ctx(), { eventId: event.id, doorNames: "hidden" });
    },
    "walkIn of a newcomer": async () => {
      const event = await organization.makeEvent(organizer);
      const { email, displayName } = newcomer();
      return () => walkIn(organizer.ctx(), { eventId: event.id, email, displayName });
    },
    "walkIn that raises the capacity": async () => {
      const event = await organization.makeEvent(organizer, { capacity: 1 });
      await register(member, event);
      return () =>
        walkIn(admin.ctx(), { eventId: event.id, email: organizer.email, overrideReason: "Speaker" });
    },
    addStaff: async () => {
      const event = await organization.makeEvent(organizer);
      return () => addStaff(organizer.ctx(), { eventId: event.id, email: member.email });
    },
    removeStaff: async () => {
      const event = await organization.makeEvent(organizer);
      await addStaff(organizer.ctx(), { eventId: event.id, email: member.email });
      return () => removeStaff(organizer.ctx(), { eventId: event.id, userId: member.userId });
    },
  };

  test.each(Object.keys(verbs))("%s: without the row there is no change", async (name) => {
    const verb = await verbs[name]!();
    await system.sql`
      create or replace function refuse_audit() returns trigger language plpgsql
      as $$ begin raise exception 'the audit log is out of order'; end $$`;
    await system.sql`
      create trigger audit_out_of_order before insert on audit_log for each row execute function refuse_audit()`;
    const before = await everything();
    try {
      await expect(verb()).rejects.toMatchObject({ cause: { message: "the audit log is out of order" } });
      expect(await everything()).toEqual(before);
    } finally {
      await system.sql`drop trigger audit_out_of_order on audit_log`;
    }
    // The same call goes through and changes something, so what stopped it was the log.
    await verb().catch((error: unknown) => {
      expect(error).toMatchObject({ code: "session_ended" });
    });
    expect(await everything()).not.toEqual(before);
  });

  /** A digest of the rows of each table. */
  async function everything(): Promise<Record<string, unknown>> {
    const tables = await system.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'audit_log'`;
    const digests: Record<string, unknown> = {};
    for (const { name } of tables) {
      const [row] = await system.db.execute<{ digest: string }>(
        sql`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${sql.identifier(name)} t`,
      );
      digests[name] = row?.digest;
    }
    return digests;
  }
});
