import { memberships } from "@eventmaster/db/schema/organizations";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { changeRole } from "./change-role.ts";
import { listUsers } from "./list-users.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin", { createdAt: new Date("2026-01-01T00:00:00Z") });
});

const firstPage = { limit: 20, offset: 0 };

describe("the list of people", () => {
  test("is the organization's, newest first, with roles and without passwords", async () => {
    const member = await organization.makeUser("member", { hashedPassword: "a hash" });
    const other = await system.makeOrganization();
    await other.makeUser("admin");
    const page = await listUsers(admin.ctx(), firstPage);
    expect(page.items.map(({ id }) => id)).toEqual([member.userId, admin.userId]);
    expect(page).toMatchObject({ total: 2, limit: 20, offset: 0, nextCursor: null });
    expect(page.items[0]).toEqual({
      id: member.userId,
      email: member.email,
      displayName: member.displayName,
      role: "member",
      createdAt: expect.stringMatching(/Z$/u),
    });
  });

  test("is searched by name and email, and filtered by role", async () => {
    const zoe = await organization.makeUser("member", {
      displayName: "Zoë Müller",
      email: "100%_zoe@company.test",
    });
    await organization.makeUser("organizer");
    const found = async (q: string) =>
      (await listUsers(admin.ctx(), { ...firstPage, q })).items.map(({ id }) => id);
    expect(await found("zOË")).toEqual([zoe.userId]);
    expect(await found("100%_zoe@")).toEqual([zoe.userId]);
    expect(await found("%%%")).toEqual([]);
    expect(await found("___")).toEqual([]);
    expect(await found(String.raw`\ ' "; drop table users`)).toEqual([]);
    const admins = await listUsers(admin.ctx(), { ...firstPage, role: "admin" });
    expect(admins.items.map(({ id }) => id)).toEqual([admin.userId]);
  });

  test.each(["member", "organizer"] as const)("is not for the role %s", async (role) => {
    const person = await organization.makeUser(role);
    await expectRefusal(system, person.ctx(), (ctx) => listUsers(ctx, firstPage), "forbidden");
  });

  test("is not for anybody who is not signed in", async () => {
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => listUsers(ctx, firstPage),
      "not_signed_in",
    );
  });
});

describe("changing a role", () => {
  test("changes it and says so in the audit log", async () => {
    const person = await organization.makeUser("member");
    const ctx = admin.ctx();
    const changed = await changeRole(ctx, { userId: person.userId, role: "organizer" });
    expect(changed).toMatchObject({ id: person.userId, role: "organizer" });
    expect(await roleOf(person)).toBe("organizer");
    expect(await system.auditOf(ctx)).toEqual([
      {
        action: "user.change_role",
        subjectType: "user",
        subjectId: person.userId,
        actorId: admin.userId,
        organizationId: organization.organizationId,
        details: { before: "member", after: "organizer" },
      },
    ]);
  });

  test("to the role they have is no change", async () => {
    const ctx = admin.ctx();
    expect(await changeRole(ctx, { userId: admin.userId, role: "admin" })).toMatchObject({ role: "admin" });
    expect(await system.auditOf(ctx)).toEqual([]);
  });

  test.each(["member", "organizer"] as const)("of the last admin to %s is refused", async (role) => {
    const input = { userId: admin.userId, role };
    await expectRefusal(system, admin.ctx(), (ctx) => changeRole(ctx, input), "last_admin");
    expect(await roleOf(admin)).toBe("admin");
  });

  test("of an admin is fine while there is another, whom another organization's does not replace", async () => {
    const second = await organization.makeUser("admin");
    const other = await system.makeOrganization();
    await other.makeUser("admin");
    await changeRole(second.ctx(), { userId: admin.userId, role: "member" });
    const input = { userId: second.userId, role: "member" } as const;
    await expectRefusal(system, second.ctx(), (ctx) => changeRole(ctx, input), "last_admin");
  });

  test("of somebody in another organization finds nobody", async () => {
    const other = await system.makeOrganization();
    const stranger = await other.makeUser("member");
    const input = { userId: stranger.userId, role: "admin" } as const;
    await expectRefusal(system, admin.ctx(), (ctx) => changeRole(ctx, input), "not_found");
    expect(await roleOf(stranger)).toBe("member");
  });

  test("in one organization leaves the role in another alone", async () => {
    const other = await system.makeOrganization();
    const person = await organization.makeUser("member");
    await system.db
      .insert(memberships)
      .values({ organizationId: other.organizationId, userId: person.userId, role: "member" });
    await changeRole(admin.ctx(), { userId: person.userId, role: "organizer" });
    const rows = await system.db.select().from(memberships).where(eq(memberships.userId, person.userId));
    expect(rows.find((row) => row.organizationId === other.organizationId)?.role).toBe("member");
  });

  test.each(["member", "organizer"] as const)("is not for the role %s, not even their own", async (role) => {
    const person = await organization.makeUser(role);
    const input = { userId: person.userId, role: "admin" } as const;
    await expectRefusal(system, person.ctx(), (ctx) => changeRole(ctx, input), "forbidden");
    expect(await roleOf(person)).toBe(role);
  });
});

async function roleOf(person: Person): Promise<string | undefined> {
  const [row] = await system.db
    .select({ role: memberships.role })
    .from(memberships)
    .where(
      and(eq(memberships.userId, person.userId), eq(memberships.organizationId, person.ctx().organizationId)),
    );
  return row?.role;
}
