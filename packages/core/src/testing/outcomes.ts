import { DomainError } from "../domain-error.ts";

/** How often each outcome came of what ran at once: `ok`, or the code of the refusal. Anything else is a crash, and thrown. */
export async function countOutcomes(attempts: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const settled of await Promise.allSettled(attempts)) {
    const outcome = settled.status === "fulfilled" ? "ok" : codeOf(settled.reason);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

function codeOf(reason: unknown): string {
  if (reason instanceof DomainError) return reason.code;
  throw new Error("Something crashed where an answer or a refusal was expected", { cause: reason });
}
