import type { LinkStatus } from "../sync/link.ts";
import type { RosterStatus } from "../sync/roster-keeper.ts";

/** What was found out about a device. Null: not known yet, or this browser does not tell. */
export interface DeviceFacts {
  isSignedIn: boolean;
  /** The server's last refusal of this person, if it stands. */
  refusal: string | null;
  link: LinkStatus;
  roster: RosterStatus;
  /** Tickets here and at the server, without cancelled ones. */
  ticketsHere: number;
  ticketsThere: number | null;
  /** Milliseconds since the server last said that the list is complete. */
  rosterAgeMs: number | null;
  wasRosterUnreadable: boolean;
  keys: number;
  hasDisk: boolean;
  isPersistent: boolean | null;
  freeBytes: number | null;
  unsaved: number;
  unreadable: number;
  /** The app itself is kept on this device. */
  isInstalled: boolean;
  /** Milliseconds by which the server is ahead. */
  clockOffsetMs: number | null;
  camera: "works" | "not_tried" | "denied" | "none" | "insecure";
  isMuted: boolean;
  canSound: boolean;
  waiting: number;
  refused: number;
  /** For people who walk in while there is no network. */
  seats: number;
  /** It is too early for the server to keep any. */
  isBeforeSeats: boolean;
}

export const readinessItems = [
  "session",
  "link",
  "roster",
  "keys",
  "storage",
  "app",
  "clock",
  "camera",
  "sound",
  "scans",
  "seats",
] as const;
export type ReadinessItem = (typeof readinessItems)[number];

/** `warn`: the door can be run, but somebody should know. `bad`: not before this is dealt with. */
export type Level = "good" | "warn" | "bad";

export interface Finding {
  level: Level;
  /** Names the sentence. */
  what: string;
}

const minute = 60_000;

/** Older than this, tickets were probably bought, cancelled and let in since. */
const staleAfterMs = 15 * minute;

/** Less room than this is soon full: a roster of 50,000 takes some ten megabytes. */
const littleRoom = 50_000_000;

/** A clock this far off is corrected, but the person should know that their device's is wrong. */
const skewedByMs = 2 * minute;

/** Whether a device can run the door now, item by item. */
export function readinessOf(facts: DeviceFacts): Record<ReadinessItem, Finding> {
  return {
    session: sessionOf(facts),
    link: linkOf(facts),
    roster: rosterOf(facts),
    keys: facts.keys > 0 ? good("here") : bad("missing"),
    storage: storageOf(facts),
    app: facts.isInstalled ? good("kept") : warn("not_kept"),
    clock: clockOf(facts),
    camera: cameraOf(facts),
    sound: facts.isMuted ? warn("muted") : facts.canSound ? good("on") : warn("untouched"),
    seats: seatsOf(facts),
    scans: facts.refused > 0 ? warn("refused") : facts.waiting > 0 ? warn("waiting") : good("sent"),
  };
}

/** The worst of all. */
export function overallLevel(findings: Record<ReadinessItem, Finding>): Level {
  const levels = new Set(readinessItems.map((item) => findings[item].level));
  if (levels.has("bad")) return "bad";
  return levels.has("warn") ? "warn" : "good";
}

const good = (what: string): Finding => ({ level: "good", what });
const warn = (what: string): Finding => ({ level: "warn", what });
const bad = (what: string): Finding => ({ level: "bad", what });

function sessionOf({ isSignedIn, refusal }: DeviceFacts): Finding {
  if (!isSignedIn) return bad("signed_out");
  return refusal === null ? good("signed_in") : bad("refused");
}

function linkOf({ link }: DeviceFacts): Finding {
  if (link === "fast") return good("fast");
  return link === "slow" ? warn("slow") : warn("none");
}

function rosterOf(facts: DeviceFacts): Finding {
  if (facts.roster === "loading") return warn("loading");
  if (facts.roster === "none") return facts.wasRosterUnreadable ? bad("unreadable") : bad("missing");
  if (facts.roster === "partial") return bad("partial");
  if (facts.ticketsThere !== null && facts.ticketsHere !== facts.ticketsThere) return warn("differs");
  return facts.rosterAgeMs !== null && facts.rosterAgeMs > staleAfterMs ? warn("old") : good("complete");
}

function storageOf(facts: DeviceFacts): Finding {
  if (!facts.hasDisk) return bad("blocked");
  if (facts.unsaved > 0) return bad("unsaved");
  if (facts.unreadable > 0) return bad("unreadable");
  if (facts.freeBytes !== null && facts.freeBytes < littleRoom) return bad("full");
  return facts.isPersistent === false ? warn("not_persistent") : good("fine");
}

function clockOf({ clockOffsetMs }: DeviceFacts): Finding {
  if (clockOffsetMs === null) return warn("unknown");
  return Math.abs(clockOffsetMs) > skewedByMs ? warn("skewed") : good("right");
}

function seatsOf({ seats, isBeforeSeats }: DeviceFacts): Finding {
  if (seats > 0) return good("kept");
  // A full event has none to give; walk-ins then need a network or an admin.
  return warn(isBeforeSeats ? "not_yet" : "none");
}

function cameraOf({ camera }: DeviceFacts): Finding {
  if (camera === "works") return good("works");
  // Without one there are still hand-held scanners, typed codes and names.
  return camera === "not_tried" || camera === "none" ? warn(camera) : bad(camera);
}
