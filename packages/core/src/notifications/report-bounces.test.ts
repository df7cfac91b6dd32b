import { afterAll, beforeAll, expect, test } from "vitest";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { startTestSystem, type TestSystem } from "../testing/test-system.ts";
import { reportBounces } from "./report-bounces.ts";
import { listSuppressed } from "./suppressed-addresses.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
});
afterAll(() => system.close());

test("addresses that a mail provider reports get no mail of that organization any more; the log names none of them", async () => {
  const organization = await system.makeOrganization();
  const admin = await organization.makeUser("admin");
  const ctx = admin.ctx();
  const addresses = ["Gone@company.test", "gone@company.test", "left@company.test"];
  // As a provider that reports in parts, one address in two of them.
  const reported = await Promise.all([
    reportBounces(ctx, { addresses }),
    reportBounces(admin.ctx(), { addresses: addresses.toReversed() }),
  ]);
  expect(reported.reduce((sum, { suppressed }) => sum + suppressed, 0)).toBe(2);
  const { items } = await listSuppressed(admin.ctx(), { limit: 20, offset: 0 });
  const reasons = Object.fromEntries(items.map(({ address, reason }) => [address, reason]));
  expect(reasons).toEqual({ "gone@company.test": "bounced", "left@company.test": "bounced" });
  const audit = await system.auditOf(ctx);
  expect(audit).toMatchObject([{ action: "mail.report_bounces", details: { reported: 2 } }]);
  expect(JSON.stringify(audit)).not.toContain("company.test");

  const stranger = await (await system.makeOrganization()).makeUser("admin");
  expect((await listSuppressed(stranger.ctx(), { limit: 20, offset: 0 })).items).toEqual([]);
  const organizer = await organization.makeUser("organizer");
  await expectRefusal(system, organizer.ctx(), (ctx) => reportBounces(ctx, { addresses }), "forbidden");
});
