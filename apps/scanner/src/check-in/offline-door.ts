import { longestScan } from "@eventmaster/admission/ticket-code";
import type { ScanDirection } from "@eventmaster/admission/decide";
import type { ScanStore } from "../store/scan-store.ts";
import type { Attendance } from "../sync/attendance.ts";
import type { DoorServer } from "../sync/door-server.ts";
import type { Link } from "../sync/link.ts";
import type { Pusher } from "../sync/pusher.ts";
import type { RosterKeeper } from "../sync/roster-keeper.ts";
import type { ServerClock } from "../sync/server-clock.ts";
import type { Answer, Scan } from "./answer.ts";
import { createAsking } from "./ask-the-server.ts";
import { decideCode, decideHeld } from "./decide-locally.ts";
import { createDoorRecords } from "./door-records.ts";
import { pointAt, refusedBy } from "./may-scan.ts";
import type { DoorPerson } from "./own-scan.ts";
import type { HeldTicket } from "./roster-index.ts";
import { createWalkIn } from "./walk-in.ts";

/** Where and which way, at the moment of a scan. */
export interface ScanPlace {
  checkInPointId: string | null;
  direction: ScanDirection;
}

export interface OfflineDoorOptions {
  eventId: string;
  deviceId: string;
  userId: string;
  attendance: Pick<Attendance, "standing" | "blankSeat" | "hear">;
  ownName: string | null;
  place: () => ScanPlace;
  server: Pick<DoorServer, "verify" | "walkIn">;
  keeper: RosterKeeper;
  scans: ScanStore;
  link: Link;
  clock: ServerClock;
  pusher: Pick<Pusher, "kick" | "soon">;
  newScanId: () => string;
  /** Milliseconds since 1970 by this device. */
  now: () => number;
  /** Milliseconds of a clock that does not jump. */
  tick: () => number;
}

/**
 * Decides at the door of one event, by what this device knows. The scan is on the disk before the verdict is shown. Only
 * where this device would say yes, and the server has just been answering quickly, it is asked too, for at most 800 ms: so
 * two phones do not both show green while they are online. Knows neither React nor the page.
 */
export interface OfflineDoor {
  /** Never rejects. */
  decide: (scan: Scan & { code: string }) => Promise<Answer>;
  /** Lets in whom somebody found in the roster. */
  admit: (scan: Scan, ticket: HeldTicket) => Promise<Answer>;
  /**
   * Registers somebody at the door and lets them in: by the server if it answers, else by this device, which tells it later.
   * @throws what the server refuses (no name, no seat), and `WalkInRefusal` where this device must refuse
   */
  walkIn: (scan: Scan, person: Omit<DoorPerson, "seatId">) => Promise<Answer>;
  /** Takes back what a scan of this device did: here at once, at the server as soon as it hears of it. */
  undo: (scanId: string, reason: string) => Promise<void>;
  /** Sends a scan again that the server did not want. */
  sendAgain: (scanId: string) => Promise<void>;
}

export function createOfflineDoor(options: OfflineDoorOptions): OfflineDoor {
  const { keeper, scans, link, pusher } = options;
  const records = createDoorRecords(options);
  const { knowledge, blank, record, shown } = records;
  const { ask, undecided } = createAsking(options, records);

  return {
    walkIn: createWalkIn(options, records),
    async decide(seen) {
      const place = options.place();
      // A QR code may hold more than the server takes, and a crowd of such more than fits into one sending.
      const scan = { ...seen, code: seen.code.slice(0, longestScan + 1) };
      // It was decided, and shown, already.
      const earlier = scans.get(scan.id);
      if (earlier && earlier.outcome !== "not_checked") return shown(earlier, true);
      await keeper.loaded;
      const refusal = refusedBy(options.attendance.standing());
      if (refusal) return refusal;
      const door = knowledge();
      const pointId = door && pointAt(door, place);
      if (!door || pointId === null) return undecided(scan, place);
      const own = blank(scan, { ...place, checkInPointId: pointId });
      const local = decideCode(door, scan.code, {
        checkInPointId: pointId,
        direction: place.direction,
        at: own.at,
      });
      const letGo = scans.hold(own.id);
      try {
        const [decided, isSaved] = await record(own, local, door);
        const isGreen = decided.outcome === "admitted" || decided.outcome === "left";
        const answer =
          isGreen && link.status() === "fast" ? await ask({ ...decided, code: scan.code }) : null;
        return answer ?? shown(decided, isSaved);
      } finally {
        letGo();
        pusher.soon();
      }
    },
    async admit(scan, ticket) {
      const refusal = refusedBy(options.attendance.standing());
      if (refusal) return refusal;
      const door = knowledge();
      const place = options.place();
      const pointId = door && pointAt(door, place);
      if (!door || pointId === null) return { kind: "not_checked", reason: "network", message: notReady };
      const own = blank(scan, { direction: "entry", checkInPointId: pointId });
      own.person = {
        email: ticket.email ?? "",
        displayName: ticket.holderName,
        overrideReason: null,
        seatId: null,
      };
      const local = decideHeld(door, ticket, { checkInPointId: pointId, direction: "entry", at: own.at });
      const [decided, isSaved] = await record(own, local, door);
      pusher.soon();
      return shown(decided, isSaved);
    },
    async undo(scanId, reason) {
      const scan = scans.get(scanId);
      if (!scan || scan.undo) return;
      // What the server would not have needs no undoing there.
      const state = scan.delivery.state === "refused" ? "done" : "waiting";
      await scans.put({ ...scan, undo: { reason, state, message: null } });
      pusher.soon();
    },
    async sendAgain(scanId) {
      const scan = scans.get(scanId);
      if (scan?.delivery.state !== "refused") return;
      await scans.put({ ...scan, delivery: { state: "waiting" } });
      pusher.kick();
    },
  };
}

const notReady = "This device has not loaded the event yet.";
