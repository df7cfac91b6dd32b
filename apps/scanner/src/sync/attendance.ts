import type { LeasedSeat, OpenedDoor } from "@eventmaster/contract/door-devices";
import { describeFailure } from "@eventmaster/client/errors";
import type { DoorServer } from "./door-server.ts";
import type { Link } from "./link.ts";
import { repeat } from "./repeat.ts";
import type { ServerClock } from "./server-clock.ts";

/** Milliseconds between two reports of how this device is. */
const reportEveryMs = 60_000;
const againMs = 15_000;
const patienceMs = 10_000;

/** Milliseconds before its end from which a seat is not given out any more: the walk-in has to be sent, too. */
const seatMarginMs = 60_000;

/** What a device carries so that it may speak for somebody who is not signed in any more. */
export interface Pass {
  token: string;
  /** ISO time. */
  expiresAt: string;
}

/** How the server stands to this device, as far as it has told. */
export type Standing = "good" | "signed_out" | "duty_ended" | "device_revoked";

/** This device at the door of one event: known to the server by its name, with seats for those who walk in. */
export interface Attendance {
  standing: () => Standing;
  /** A seat that nobody has yet; null if there is none. `isTaken` says which ids were given out. */
  blankSeat: (isTaken: (seatId: string) => boolean) => LeasedSeat | null;
  blankSeats: (isTaken: (seatId: string) => boolean) => number;
  /** Tickets that the server has; null before it was heard. */
  ticketCount: () => number | null;
  /** Something else told how it stands. */
  hear: (standing: Standing) => void;
  report: () => void;
  subscribe: (onChange: () => void) => () => void;
  stop: () => void;
}

export interface AttendanceOptions {
  eventId: string;
  deviceId: string;
  server: Pick<DoorServer, "openDoor">;
  link: Link;
  clock: ServerClock;
  now: () => number;
  /** How this device is now. */
  state: () => {
    name: string;
    checkInPointId: string | null;
    pendingScans: number;
    pendingWalkIns: number;
    rosterAt: string | null;
  };
  pass: { load: () => Promise<Pass | null>; save: (pass: Pass) => Promise<void> };
  seats: { load: () => Promise<LeasedSeat[] | null>; save: (seats: LeasedSeat[]) => Promise<void> };
}

export function attendDoor(options: AttendanceOptions): Attendance {
  const { eventId, deviceId, server, link, clock, now } = options;
  const watchers = new Set<() => void>();
  let standing: Standing = "good";
  let seats: LeasedSeat[] = [];
  let ticketCount: number | null = null;

  const change = () => {
    for (const watcher of watchers) watcher();
  };
  const hear = (next: Standing) => {
    if (next === standing) return;
    // Who was sent away does not come back by being signed out as well: only an open door makes it good again.
    if (next === "signed_out" && standing !== "good") return;
    standing = next;
    change();
  };

  const loaded = options.seats.load().then((known) => {
    seats = known ?? [];
  });

  const take = async (opened: OpenedDoor, askedAt: number) => {
    clock.learn(opened.serverTime, askedAt, now());
    seats = opened.seats;
    ticketCount = opened.ticketCount;
    if (opened.pass) await options.pass.save(opened.pass);
    await options.seats.save(seats);
    standing = "good";
    change();
  };

  const loop = repeat(async () => {
    await loaded;
    const pass = await options.pass.load();
    const askedAt = now();
    try {
      const opened = await server.openDoor(
        {
          ...options.state(),
          eventId,
          deviceId,
          needsPass: pass === null || Date.parse(pass.expiresAt) <= clock.now(),
          wantsSeats: true,
        },
        { signal: AbortSignal.timeout(patienceMs) },
      );
      await take(opened, askedAt);
      return reportEveryMs;
    } catch (error) {
      const { code } = describeFailure(error);
      if (code === "device_revoked") hear("device_revoked");
      else if (code === "forbidden" || code === "not_found") hear("duty_ended");
      else if (code === "session_ended" || code === "not_signed_in") hear("signed_out");
      return code === "network" ? againMs : reportEveryMs;
    }
  });
  const stopFollowingLink = link.subscribe((status) => {
    if (status === "fast" || status === "slow") loop.kick();
  });
  loop.kick();

  const blanks = (isTaken: (seatId: string) => boolean) =>
    seats.filter(({ id, expiresAt }) => !isTaken(id) && Date.parse(expiresAt) > clock.now() + seatMarginMs);

  return {
    standing: () => standing,
    blankSeat: (isTaken) => blanks(isTaken)[0] ?? null,
    blankSeats: (isTaken) => blanks(isTaken).length,
    ticketCount: () => ticketCount,
    hear,
    report: loop.kick,
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    stop() {
      stopFollowingLink();
      loop.stop();
    },
  };
}
