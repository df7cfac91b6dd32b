import { auditLog } from "@eventmaster/db/schema/audit";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OrganizationId } from "../context.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { defaultOrganization } from "../organizations/default-organization.ts";
import { startTestSystem, type TestSystem } from "../testing/test-system.ts";
import { ensureFirstAdmin } from "./ensure-first-admin.ts";
import { logIn } from "./log-in.ts";
import { signUp } from "./sign-up.ts";

let system: TestSystem;
let organizationId: OrganizationId;
beforeEach(async () => {
  system = await startTestSystem();
  organizationId = await defaultOrganization(system.db);
});
afterEach(() => system.close());

const account = { email: "First@company.test", password: "correct horse" };
const ensure = () => ensureFirstAdmin({ db: system.db, organizationId, ...account, now: new Date() });
const anonymous = () => system.contextFor(organizationId, null);

test("servers that start at once on a fresh database share one organization", async () => {
  await system.db.delete(organizations);
  const all = await Promise.all(Array.from({ length: 8 }, () => defaultOrganization(system.db)));
  expect(new Set(all).size).toBe(1);
  expect(await system.db.$count(organizations)).toBe(1);
});

test("servers that start at once make one first admin, who can log in, and it is audited", async () => {
  const made = await Promise.all(Array.from({ length: 4 }, ensure));
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await system.db.$count(users)).toBe(1);
  const started = await logIn(anonymous(), account);
  expect(started.signedIn.user).toMatchObject({ email: account.email, role: "admin" });
  const rows = await system.db.select({ action: auditLog.action }).from(auditLog);
  expect(rows).toEqual([{ action: "user.change_role" }, { action: "account.log_in" }]);
  expect(await findBrokenInvariants(system.db)).toEqual([]);
});

test("somebody who signed up with that email, in whatever case, becomes the first admin and keeps the password", async () => {
  const known = { email: account.email.toLowerCase(), password: "another horse", displayName: "Zoë" };
  const { signedIn } = await signUp(anonymous(), known);
  expect(await ensure()).toBe(true);
  const started = await logIn(anonymous(), known);
  expect(started.signedIn.user).toEqual({ ...signedIn.user, role: "admin" });
  expect(await system.db.$count(users)).toBe(1);
});

test("where there is an admin, nothing changes", async () => {
  await ensure();
  const again = {
    db: system.db,
    organizationId,
    email: "second@company.test",
    password: "x".repeat(8),
    now: new Date(),
  };
  expect(await ensureFirstAdmin(again)).toBe(false);
  expect(await system.db.$count(memberships)).toBe(1);
});
