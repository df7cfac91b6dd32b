import { verdictKind } from "@eventmaster/ui/verdict";
import type { Outcome } from "./answer.ts";

/** What sounds, vibrates and looks alike. */
export type OutcomeKind = "admitted" | "again" | "refused" | "not_checked";

export function outcomeKind(outcome: Outcome): OutcomeKind {
  return outcome === "not_checked" ? "not_checked" : verdictKind(outcome);
}
