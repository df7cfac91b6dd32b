import { signUp } from "@eventmaster/core/accounts/sign-up";
import { noRateLimits } from "@eventmaster/core/rate-limits/rate-limiter";
import { startTestSystem, type TestSystem } from "@eventmaster/core/testing/test-system";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCaller } from "./root.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());

test("who forgot a password is answered before anything was looked up, so the time tells nothing; the mail follows", async () => {
  const organization = await system.makeOrganization();
  const email = "known@company.test";
  await signUp(organization.anonymous(), { email, password: "correct horse", displayName: "Zoë" });
  const cookies = {
    refreshToken: null,
    keep: () => {},
    keepRefreshToken: () => {},
    forget: () => {},
    keepOrganization: () => {},
  };
  const { accounts } = createCaller({
    ...organization.anonymous(),
    cookies,
    rateLimiter: noRateLimits,
    live: system.live,
    facts: system.facts,
  });
  await system.sql.begin(async (blocking) => {
    // Whoever looks an account up waits for this; the answer does not.
    await blocking`lock table users in access exclusive mode`;
    for (const asked of [email, "unknown@company.test"])
      expect(await accounts.forgotPassword({ email: asked })).toBeUndefined();
    const resets = await system.sql`
      select from pgboss.job where name = 'mail.send' and data -> 'payload' ->> 'kind' = 'reset_password'`;
    expect(resets).toHaveLength(0);
  });
  await vi.waitFor(async () =>
    expect((await system.mailsTo(email)).kinds).toEqual(["verify_email", "reset_password"]),
  );
});
