import { verdictKind } from "@eventmaster/ui/verdict";
import type { Outcome } from "./answer.ts";

/** What sounds, vibrates and looks alike. */
export type OutcomeKind = "admitted" | "again" | "refused" | "not_checked";

export function outcomeKind(outcome: Outcome): OutcomeKind {
  return outcome === "not_checked" ? "not_checked" : verdictKind(outcome);
}

export const outcomeWords: Record<Outcome, string> = {
  admitted: "Admitted",
  already_admitted: "Already admitted",
  cancelled: "Cancelled",
  wrong_event: "Wrong event",
  not_published: "Not published",
  event_over: "Event over",
  unknown: "Unknown",
  forged: "Forged",
  left: "Left",
  not_checked: "Not checked",
};
