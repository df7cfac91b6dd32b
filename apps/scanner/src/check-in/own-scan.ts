import type { Conflict } from "@eventmaster/contract/check-in";
import type { Verdict } from "@eventmaster/contract/verdicts";
import type { ScanDirection } from "@eventmaster/admission/decide";
import type { ApiFailure } from "@eventmaster/client/errors";
import type { Outcome, ScanSource } from "./answer.ts";
import type { VerdictFacts } from "./verdict-facts.ts";

/** How far a scan is on its way to the server. What is not `sent` is on this device only. */
export type Delivery =
  | { state: "waiting" }
  | {
      state: "sent";
      /** Milliseconds since 1970 by this device's clock. */
      at: number;
      /** What the server made of it. */
      verdict: Verdict;
      conflict: Conflict | null;
    }
  /** The server would not have it, and says why: somebody has to look. Never dropped. */
  | { state: "refused"; code: string; message: string }
  /** There was no verdict, so that there is nothing to tell: the ticket can be checked again. `code` says why. */
  | { state: "undecided"; code?: ApiFailure["code"] };

export interface Undoing {
  reason: string;
  state: "waiting" | "done" | "refused";
  /** Why it was refused. */
  code?: string | null;
  message: string | null;
}

/** Somebody who came without a code: a walk-in, or a person found by their name. */
export interface DoorPerson {
  email: string;
  displayName: string | null;
  /** An admin's, to let one more into a full event. */
  overrideReason: string | null;
  /** The seat of this device whose code they were given. */
  seatId: string | null;
}

/** One scan of this device. What it showed (`outcome`) never changes afterwards: that is what happened at the door. */
export interface OwnScan {
  id: string;
  eventId: string;
  /** Milliseconds since 1970, corrected by the server's clock. */
  at: number;
  checkInPointId: string | null;
  direction: ScanDirection;
  deviceId: string;
  /** Who scanned: it is sent in their name. Null for scans of the app's first version. */
  userId: string | null;
  source: ScanSource;
  /** Null for a person; and once it was sent, because nothing needs it any more. */
  code: string | null;
  person: DoorPerson | null;
  registrationId: string | null;
  outcome: Outcome;
  isReEntry: boolean;
  name: string | null;
  /** The English sentence; and what it is made of, which scans of earlier do not have. */
  message: string;
  facts?: VerdictFacts | null | undefined;
  /**
   * The server was asked for the verdict and was too slow: what it may have kept is its own answer. If that was no, what
   * happened is told under this id.
   */
  tellAgainAs: string | null;
  delivery: Delivery;
  undo: Undoing | null;
}

/** Taken back; where the server would not have it, what happened stands. */
export function isTakenBack({ undo }: Pick<OwnScan, "undo">): boolean {
  return undo !== null && undo.state !== "refused";
}

/** Somebody went through with it: what the device showed is what happened, until somebody takes it back. */
export function wentThrough({ outcome, undo }: Pick<OwnScan, "outcome" | "undo">): boolean {
  return (outcome === "admitted" || outcome === "left") && !isTakenBack({ undo });
}
