import { scheduleProblems } from "@eventmaster/contract/events";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventChanges } from "./apply-changes.ts";
import type { EventRow } from "./event-view.ts";

/** What is wrong with an event's times once these are changed: also against those that stay. */
export function problemsWithSchedule(
  ctx: TenantContext,
  event: Pick<EventRow, "startAt" | "endAt" | "registrationOpensAt" | "registrationClosesAt">,
  changes: EventChanges,
): Record<string, string> {
  const problems = scheduleProblems({ ...event, ...changes });
  if (changes.startAt && changes.startAt <= ctx.now) problems.startAt = "Must be in the future";
  return problems;
}

/** @throws validation */
export function refuseWrongSchedule(ctx: TenantContext, event: EventRow, changes: EventChanges): void {
  const fields = problemsWithSchedule(ctx, event, changes);
  if (Object.keys(fields).length > 0) throw new DomainError("validation", { fields });
}
