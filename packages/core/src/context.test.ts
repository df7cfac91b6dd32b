import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "./api-keys/create-api-key.ts";
import { checkIn } from "./check-in/check-in.ts";
import { resolveConflict } from "./check-in/conflicts.ts";
import { addStaff } from "./check-in/event-staff.ts";
import { undoScan } from "./check-in/undo-scan.ts";
import { reading, transaction, whatIsGone } from "./context.ts";
import { DomainError } from "./domain-error.ts";
import { invite } from "./organizations/invite.ts";
import { scanIn } from "./testing/door-things.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "./testing/test-system.ts";

let system: TestSystem;
let mine: Tenant;
let theirs: Tenant;

interface Tenant {
  organization: TestOrganization;
  organizer: Person;
  event: EventRow;
}

beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
  mine = await live();
  theirs = await live();
});
afterAll(() => system.close());

/** An organization with a row in most tables. */
async function live(): Promise<Tenant> {
  const organization = await system.makeOrganization();
  const organizer = await organization.makeUser("organizer");
  const member = await organization.makeUser("member");
  const event = await organization.makeEvent(organizer);
  const ticket = await register(member, event);
  await addStaff(organizer.ctx(), { eventId: event.id, email: member.email });
  await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
  const { scanId } = await checkIn(organizer.ctx(), {
    qrCode: ticket.qrCode,
    eventId: event.id,
    direction: "exit",
  });
  await undoScan(organizer.ctx(), { scanId, reason: "A test" });
  const conflict = await scanIn(system, event.id, "cancelled");
  await resolveConflict(organizer.ctx(), { scanId: conflict, note: "A test" });
  const leaving = await organization.makeUser("member");
  await register(leaving, event);
  await system.db.delete(users).where(eq(users.id, leaving.userId));
  const admin = await organization.makeUser("admin");
  await invite(admin.ctx(), { email: "invited@company.test", role: "member" });
  await createApiKey(admin.ctx(), { name: "k", actions: ["user:list"] });
  return { organization, organizer, event };
}

const tables = [
  "events",
  "event_staff",
  "check_in_points",
  "registrations",
  "scans",
  "undone_scans",
  "conflict_resolutions",
  "roster_removals",
  "admissions",
  "memberships",
  "invitations",
  "api_keys",
  "audit_log",
  "audit_chain",
  "audit_heads",
];

describe.each([
  ["transaction", transaction],
  ["reading", reading],
])("in a %s", (_, within) => {
  test.each(tables)("a query that forgets the tenant sees no other tenant's %s", async (table) => {
    const query = sql<{ id: string }>`select distinct organization_id as id from ${sql.identifier(table)}`;
    const seen = await within(mine.organizer.ctx(), ({ db }) => db.execute(query));
    expect(seen.map((row) => row["id"])).toEqual([mine.organization.organizationId]);
    // Control: outside, the same query sees both.
    expect(await system.db.execute(query)).toHaveLength(2);
  });

  test("the connection goes back to the pool as it came", async () => {
    await within(mine.organizer.ctx(), ({ db }) => db.execute(sql`select 1`));
    await within(mine.organizer.ctx(), () => Promise.reject(new Error("on purpose"))).catch(() => {});
    for (let use = 0; use < 8; use++) {
      const [row] = await system.db.execute(
        sql`select current_user = session_user as is_owner, current_setting('app.organization_id', true) as tenant`,
      );
      expect(row).toEqual({ is_owner: true, tenant: expect.toSatisfy((tenant) => !tenant) });
    }
  });
});

test("a write that forgets the tenant changes no other tenant's rows", async () => {
  const changed = await transaction(mine.organizer.ctx(), ({ db }) =>
    db.update(events).set({ category: "other" }).returning({ id: events.id }),
  );
  expect(changed).toEqual([{ id: mine.event.id }]);
});

test("a row cannot be written into another tenant", async () => {
  const { organizationId } = theirs.organization;
  const moving = transaction(mine.organizer.ctx(), ({ db }) => db.update(events).set({ organizationId }));
  await expect(moving).rejects.toMatchObject({
    cause: { message: expect.stringContaining("row-level security") },
  });
});

test("what only reads cannot write", async () => {
  const writing = reading(mine.organizer.ctx(), ({ db }) => db.update(events).set({ category: "other" }));
  await expect(writing).rejects.toMatchObject({ cause: { code: "25006" } });
});

test("what was written before a failure is undone", async () => {
  const failing = transaction(mine.organizer.ctx(), async (ctx) => {
    await ctx.db.update(events).set({ category: "music" });
    await transaction(ctx, ({ db }) => db.update(events).set({ category: "sport" }));
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  const rows = await system.db.select({ category: events.category }).from(events);
  expect(rows.map(({ category }) => category)).toEqual(["other", "other"]);
});

describe("a foreign key that is violated", () => {
  const violating = (constraint: string) =>
    transaction(mine.organizer.ctx(), ({ db }) =>
      db.execute(
        sql.raw(`do $$ begin raise foreign_key_violation using constraint = '${constraint}'; end $$`),
      ),
    );

  test("is not_found for what others can delete, session_ended for the actor's account, and else our fault", async () => {
    await expect(violating("registrations_event_fk")).rejects.toMatchObject({ code: "not_found" });
    await expect(violating("scans_scanned_by_users_id_fk")).rejects.toMatchObject({ code: "session_ended" });
    const fault = await violating("memberships_organization_id_organizations_id_fk").catch(
      (error: unknown) => error,
    );
    expect(fault).not.toBeInstanceOf(DomainError);
  });

  test("has one of these meanings, whichever of the schema it is", async () => {
    const rows = await system.sql<{ name: string; target: string }[]>`
      select conname as name, confrelid::regclass::text as target from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace`;
    expect(rows.length).toBeGreaterThan(40);
    // Organizations are not deleted: a row that names none was made wrongly.
    const faults = rows.filter(({ name }) => whatIsGone(name) === null);
    expect(new Set(faults.map(({ target }) => target))).toEqual(new Set(["organizations"]));
  });
});
