import type { Verdict } from "@eventmaster/contract/verdicts";
import type { ApiFailure } from "@eventmaster/client/errors";

/** What became of a scan. Only a decided one may ever be shown in green. */
export type Answer =
  | { kind: "decided"; verdict: Verdict; name: string | null; message: string }
  | { kind: "not_checked"; reason: ApiFailure["code"]; message: string };

export type ScanSource = "camera" | "typed" | "walk_in";

export interface Scan {
  /** UUIDv7, made here: a retry sends the same one and is answered with the first outcome. */
  id: string;
  /** The ticket code; null for a walk-in, who has none. */
  code: string | null;
  /** Milliseconds since 1970 by this device's clock. */
  at: number;
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
