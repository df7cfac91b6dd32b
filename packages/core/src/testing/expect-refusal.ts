import type { ErrorCode } from "@eventmaster/contract/error-codes";
import { expect } from "vitest";
import type { Context } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { TestSystem } from "./test-system.ts";

/** That a verb refuses with this code, and that nothing is in the audit log of what was not done. */
export async function expectRefusal(
  system: TestSystem,
  ctx: Context,
  verb: (ctx: Context) => Promise<unknown>,
  code: ErrorCode,
): Promise<DomainError> {
  const outcome: unknown = await verb(ctx).catch((error: unknown) => error);
  if (!(outcome instanceof DomainError)) throw new Error(`Expected the refusal ${code}`, { cause: outcome });
  expect(outcome.code).toBe(code);
  expect(await system.auditOf(ctx)).toEqual([]);
  return outcome;
}
