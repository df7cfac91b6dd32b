import type { Verdict } from "@eventmaster/contract/verdicts";
import type { ReadTicket } from "./ticket-code.ts";

/** Milliseconds after its end for which an event still admits: 12 hours (CONTRACT section 3, "Time"). */
export const scanGraceMs = 12 * 60 * 60 * 1000;

export interface DoorEvent {
  id: string;
  status: "pending" | "published" | "rejected" | "cancelled";
  endAt: Date;
}

/** The registration that the code names, as the server or the roster knows it. */
export interface KnownRegistration {
  id: string;
  eventId: string;
  status: "registered" | "checked_in" | "cancelled";
  generation: number;
}

/** The admission of this ticket at this check-in point. */
export interface KnownAdmission {
  admittedAt: Date;
  /** The display name of who scanned, for the sentence at the door. */
  admittedBy: string | null;
  checkPoint: string | null;
  deviceId: string | null;
}

/** What a scan asks: may this ticket go in, or is it going out? */
export type ScanDirection = "entry" | "exit";

export interface DecideInput {
  read: ReadTicket;
  event: DoorEvent;
  registration: KnownRegistration | null;
  admission: KnownAdmission | null;
  /** Whether this ticket was last seen on its way out (see `passages.ts`): then it may come in again. */
  hasLeft?: boolean;
  /** Entry unless told. */
  direction?: ScanDirection;
  scannedAt: Date;
  /** True on the server, which knows every registration; false on a scanner, whose roster may be older than the ticket. */
  rosterIsComplete: boolean;
}

export interface Decision {
  verdict: Verdict;
  /** The registration of this event that the ticket stands for; null if there is none, so it never names another event's. */
  registrationId: string | null;
  /** The earlier admission, if that is why the answer is no. */
  admission: KnownAdmission | null;
  /** An `admitted` that is not the first: the ticket had left and comes back. */
  isReEntry?: boolean;
}

/**
 * May this ticket enter? The one decision at the door, for server and offline scanner alike. Total: never
 * throws. What cannot be judged (an invalid date, a registration that is not the ticket's) is refused.
 * Source: CONTRACT section 3, "Verify", "Register" and "Time", and decision 13 for the way out; the order of the rules is
 * part of it.
 */
export function decide(input: DecideInput): Decision {
  const { read, event, registration, admission, scannedAt, rosterIsComplete } = input;
  const { direction = "entry", hasLeft = false } = input;

  if (read.kind !== "ticket") return refuse(read.kind);
  const { identity } = read;
  if (identity.eventId !== event.id) return refuse("wrong_event");
  if (registration !== null && registration.eventId !== event.id) return refuse("wrong_event");

  const registrationId = registration?.id ?? (rosterIsComplete ? null : identity.registrationId);
  if (event.status === "cancelled") return refuse("cancelled", registrationId);
  if (event.status !== "published") return refuse("not_published", registrationId);
  const isInTime = scannedAt.getTime() <= event.endAt.getTime() + scanGraceMs;
  if (!isInTime) return refuse("event_over", registrationId);

  if (registration !== null && registration.id !== identity.registrationId) return refuse("unknown");
  if (registration === null && rosterIsComplete) return refuse("unknown");

  // A scanner trusts a signature newer than its roster: sold, or cancelled and bought again, after the last pull.
  const isNewerThanRoster = registration === null || identity.generation > registration.generation;
  if (isNewerThanRoster) {
    // The server has signed nothing that it does not know, so there it is somebody else's work.
    if (rosterIsComplete) return refuse("forged");
  } else {
    if (identity.generation < registration.generation) return refuse("cancelled", registrationId);
    if (registration.status === "cancelled") return refuse("cancelled", registrationId);
  }

  // Nobody is kept inside: whether the way in was scanned does not matter.
  if (direction === "exit") return { verdict: "left", registrationId, admission: null };
  // "checked_in" alone refuses nobody: admission is per check-in point.
  if (admission !== null && hasLeft)
    return { verdict: "admitted", registrationId, admission: null, isReEntry: true };
  if (admission !== null) return { verdict: "already_admitted", registrationId, admission };
  return { verdict: "admitted", registrationId, admission: null };
}

function refuse(verdict: Verdict, registrationId: string | null = null): Decision {
  return { verdict, registrationId, admission: null };
}
