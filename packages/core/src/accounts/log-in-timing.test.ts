import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { findAccount } from "./find-account.ts";
import { logIn } from "./log-in.ts";
import { signUp } from "./sign-up.ts";

let system: TestSystem;
let organization: TestOrganization;
const known = { email: "known@company.test", password: "correct horse", displayName: "Known" };
beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  await signUp(organization.anonymous(), known);
});
afterAll(() => system.close());

type LogIn = (ctx: Context, input: { email: string; password: string }) => Promise<unknown>;

/** How many times longer a wrong password takes than an unknown email. Taken in turns, so that load slows both alike. */
async function ratioOf(attempt: LogIn): Promise<number> {
  const times = { known: [] as number[], unknown: [] as number[] };
  const timed = async (into: number[], email: string) => {
    const begin = performance.now();
    await attempt(organization.anonymous(), { email, password: "wrong password" }).catch(() => {});
    into.push(performance.now() - begin);
  };
  for (let round = 0; round < 25; round++) {
    await timed(times.known, known.email);
    await timed(times.unknown, `unknown-${round}@company.test`);
  }
  return medianOf(times.known) / medianOf(times.unknown);
}

function medianOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

test("an unknown email takes as long as a wrong password", async () => {
  const ratio = await ratioOf(logIn);
  expect(ratio).toBeGreaterThan(0.67);
  expect(ratio).toBeLessThan(1.5);
});

test("control: a log-in that answers an unknown email at once is told apart", async () => {
  const hasty: LogIn = async (ctx, input) => {
    if (!(await findAccount(ctx, input.email))) throw new Error("wrong credentials");
    return logIn(ctx, input);
  };
  expect(await ratioOf(hasty)).toBeGreaterThan(3);
});
