import { memberships } from "@eventmaster/db/schema/organizations";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { transaction } from "../context.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { meetingOf } from "../testing/meeting.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { changeRole } from "./change-role.ts";

let system: TestSystem;
let organization: TestOrganization;
beforeEach(async () => {
  system = await startTestSystem({ max: 20 });
  organization = await system.makeOrganization();
});
afterEach(() => system.close());

const adminsLeft = () =>
  system.db.$count(
    memberships,
    and(eq(memberships.organizationId, organization.organizationId), eq(memberships.role, "admin")),
  );

describe("admins who take each other's role at once", () => {
  test("leave one", async () => {
    for (let round = 0; round < 10; round++) {
      organization = await system.makeOrganization();
      const [one, two] = await organization.makeUsers(2, "admin");
      const outcomes = await countOutcomes([
        changeRole(one!.ctx(), { userId: two!.userId, role: "member" }),
        changeRole(two!.ctx(), { userId: one!.userId, role: "member" }),
      ]);
      expect(outcomes).toEqual({ ok: 1, last_admin: 1 });
      expect(await adminsLeft()).toBe(1);
    }
    expect(await findBrokenInvariants(system.db)).toEqual([]);
  });

  test("leave one also when there are twenty, each giving up their own", async () => {
    const admins = await organization.makeUsers(20, "admin");
    const outcomes = await countOutcomes(
      admins.map((admin) => changeRole(admin.ctx(), { userId: admin.userId, role: "organizer" })),
    );
    expect(outcomes).toEqual({ ok: 19, last_admin: 1 });
    expect(await adminsLeft()).toBe(1);
  });

  test("control: counted and then written, without the lock, nobody is left", async () => {
    const [one, two] = await organization.makeUsers(2, "admin");
    const bothHaveCounted = meetingOf(2);
    await Promise.all(
      [
        [one!, two!],
        [two!, one!],
      ].map(([actor, subject]) =>
        transaction(actor!.ctx(), async (ctx) => {
          const mine = and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.role, "admin"));
          const admins = await ctx.db.select().from(memberships).where(mine);
          await bothHaveCounted();
          if (admins.length > 1)
            await ctx.db
              .update(memberships)
              .set({ role: "member" })
              .where(eq(memberships.userId, subject!.userId));
        }),
      ),
    );
    expect(await adminsLeft()).toBe(0);
    expect(await findBrokenInvariants(system.db)).toMatchObject([
      { invariant: "every organization has an admin" },
    ]);
  });
});
