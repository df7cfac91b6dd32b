import { transaction } from "../context.ts";
import { createEventInput } from "@eventmaster/contract/events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../accounts/authenticate.ts";
import { logIn } from "../accounts/log-in.ts";
import { logOut } from "../accounts/log-out.ts";
import { refreshSession } from "../accounts/refresh-session.ts";
import { signUp } from "../accounts/sign-up.ts";
import type { StartedSession } from "../accounts/start-session.ts";
import { checkIn } from "../check-in/check-in.ts";
import { addStaff, removeStaff } from "../check-in/event-staff.ts";
import { walkIn } from "../check-in/walk-in.ts";
import { createEvent } from "../events/create-event.ts";
import { approveEvent, cancelEvent, rejectEvent, resubmitEvent } from "../events/decide-event.ts";
import { deleteEvent } from "../events/delete-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
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
    const write = (person: Person, action: string, subjectId: string, at: number) =>
      transaction(person.ctx({ now: inFuture(at) }), (ctx) =>
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

describe("what changes state writes its audit row in the same transaction", () => {
  const password = "correct horse";
  const newcomer = () => ({ email: `${crypto.randomUUID()}@company.test`, password, displayName: "Zoë" });

  async function signedUp(): Promise<StartedSession & { email: string }> {
    const input = newcomer();
    return { ...(await signUp(organization.anonymous(), input)), email: input.email };
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
      return () => refreshSession(organization.anonymous(), refreshToken);
    },
    changeRole: async () => () => changeRole(admin.ctx(), { userId: member.userId, role: "admin" }),
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
