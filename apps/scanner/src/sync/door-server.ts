import type {
  CheckInResult,
  DoorKeys,
  LoggedScan,
  Roster,
  SyncResult,
  UndoneScan,
} from "@eventmaster/contract/check-in";
import type { OpenedDoor, openDoorInput } from "@eventmaster/contract/door-devices";
import type { EventUpdate } from "@eventmaster/contract/live";
import type { z } from "zod";

interface CallOptions {
  signal: AbortSignal;
}

export interface VerifyRequest {
  eventId: string;
  qrCode: string;
  scanId: string;
  checkInPointId: string | null;
  deviceId: string;
  direction: "entry" | "exit";
}

export interface WalkInRequest {
  eventId: string;
  scanId: string;
  email: string;
  displayName: string | null;
  overrideReason: string | null;
  seatId: string | null;
  checkInPointId: string | null;
  deviceId: string;
}

/** What the offline engine asks of the server. Each call rejects as the API's client does (`describeFailure`). */
export interface DoorServer {
  /** The quickest question there is: how late is it, and is anybody there? */
  clock: (options: CallOptions) => Promise<{ serverTime: string }>;
  roster: (
    input: { eventId: string; deviceId: string; cursor: string | null },
    options: CallOptions,
  ) => Promise<Roster>;
  keys: (options: CallOptions) => Promise<DoorKeys>;
  verify: (input: VerifyRequest, options: CallOptions) => Promise<CheckInResult>;
  openDoor: (input: z.input<typeof openDoorInput>, options: CallOptions) => Promise<OpenedDoor>;
  closeDoor: (
    input: { eventId: string; deviceId: string; keepSeats: string[] },
    options: CallOptions,
  ) => Promise<unknown>;
  handIn: (input: { token: string; scans: unknown[] }, options: CallOptions) => Promise<SyncResult>;
  walkIn: (input: WalkInRequest, options: CallOptions) => Promise<CheckInResult>;
  sync: (input: { eventId: string; scans: unknown[] }, options: CallOptions) => Promise<SyncResult>;
  undo: (input: { scanId: string; reason: string }, options: CallOptions) => Promise<UndoneScan>;
  conflicts: (input: { eventId: string }, options: CallOptions) => Promise<LoggedScan[]>;
  /** Tells what happens at an event, from now on or from where it was left, until it is stopped. */
  watch: (
    at: { eventId: string; deviceId: string },
    on: { update: (update: EventUpdate) => void; lost: () => void },
  ) => () => void;
}
