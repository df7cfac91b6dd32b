import type { Verdict } from "@eventmaster/contract/verdicts";
import type { ApiFailure } from "@eventmaster/client/errors";
import type { VerdictFacts } from "./verdict-facts.ts";

/** What became of a scan. Only a decided one may ever be shown in green. */
export type Answer =
  | {
      kind: "decided";
      verdict: Verdict;
      name: string | null;
      message: string;
      /** To say it in another language. */
      facts?: VerdictFacts | null;
      /** What this device could not know or do. */
      note?: AnswerNote | null;
      /** A walk-in's ticket, to be shown on the spot. */
      ticketCode?: string | null;
    }
  | { kind: "not_checked"; reason: ApiFailure["code"]; message: string };

/**
 * `unsaved`: it could not be written to the disk. `half_roster`: part of the ticket list is missing. `newer_ticket`: not in
 * the list; its signature alone speaks for it.
 */
export type AnswerNote = "unsaved" | "half_roster" | "newer_ticket";

export type ScanSource = "camera" | "typed" | "walk_in" | "search";

export interface Scan {
  /** UUIDv7, made here: a retry sends the same one and is answered with the first outcome. */
  id: string;
  /** The ticket code; null for somebody who has none at hand. */
  code: string | null;
  source: ScanSource;
}

export type Outcome = Verdict | "not_checked";

export function outcomeOf(answer: Answer): Outcome {
  return answer.kind === "decided" ? answer.verdict : "not_checked";
}

export function isSignedOut(answer: Answer): boolean {
  return (
    answer.kind === "not_checked" && (answer.reason === "not_signed_in" || answer.reason === "session_ended")
  );
}
