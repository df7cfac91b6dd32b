import type { VerifyingKeys } from "@eventmaster/admission/ticket-code";
import { describeFailure } from "@eventmaster/client/errors";
import type { LoggedScan, Occupancy, Roster } from "@eventmaster/contract/check-in";
import type { EventUpdate, LiveScan } from "@eventmaster/contract/live";
import {
  createRosterIndex,
  type HeardScan,
  type RosterIndex,
  type Segment,
} from "../check-in/roster-index.ts";
import type { RosterMeta, RosterStore } from "../store/roster-store.ts";
import { ifAlone } from "./alone.ts";
import { backoffMs } from "./backoff.ts";
import type { DoorServer } from "./door-server.ts";
import type { Link } from "./link.ts";
import { pullRoster } from "./pull-roster.ts";
import { repeat } from "./repeat.ts";
import type { ServerClock } from "./server-clock.ts";

/** Milliseconds between two pulls while nothing is heard to have changed, and the least between two at all. */
const pullEveryMs = 60_000;
const pullGapMs = 3000;

/** Milliseconds after which the keys are asked for again: they change once in years, and then at once. */
const keysValidForMs = 5 * 60_000;
const callPatienceMs = 10_000;
const otherTabMs = 5000;

/** `none`: never pulled. `partial`: the first pull broke off. */
export type RosterStatus = "loading" | "none" | "partial" | "complete";

export interface KeeperState {
  status: RosterStatus;
  /** Tickets here that are worth something; void ones are kept to be told from those that are new. */
  count: number;
  meta: RosterMeta | null;
  isPulling: boolean;
  /** Why the last pull failed, if not for want of a network. */
  problem: { code: string; message: string } | null;
  /** The disk held something that could not be read; it was pulled anew, or has to be. */
  wasUnreadable: boolean;
  /** Not all of it is on the disk: a restart has to pull again. */
  isUnsaved: boolean;
  isListening: boolean;
  occupancy: Occupancy | null;
  /** Milliseconds since 1970 by this device when it was told. */
  occupancyAt: number;
  /** Open conflicts of the event, the newest first. */
  conflicts: readonly LoggedScan[];
}

/** Keeps an event's roster at hand: from the disk, from the server, and from what other doors do meanwhile. */
export interface RosterKeeper {
  readonly index: RosterIndex;
  /** Null while there is nothing to decide by. */
  keys: () => VerifyingKeys | null;
  state: () => KeeperState;
  /** Resolves once the disk was read. */
  loaded: Promise<void>;
  pull: () => void;
  refreshConflicts: () => void;
  /** Nothing of it stays, here or on the disk. */
  forget: () => void;
  subscribe: (onChange: () => void) => () => void;
  stop: () => void;
}

export interface KeeperOptions {
  eventId: string;
  deviceId: string;
  server: DoorServer;
  store: RosterStore;
  link: Link;
  clock: ServerClock;
  /** Milliseconds since 1970 by this device. */
  now: () => number;
  chance: () => number;
  isOwn: (scanId: string) => boolean;
  /** The server stopped telling, or refused to: somebody should ask how this device stands. */
  onLost: () => void;
}

export function openRosterKeeper(options: KeeperOptions): RosterKeeper {
  const { eventId, deviceId, server, store, link, clock, now } = options;
  const index = createRosterIndex();
  const ended = new AbortController();
  const watchers = new Set<() => void>();
  let verifying: VerifyingKeys | null = null;
  let keys: RosterMeta["keys"] = [];
  let keysAt = -Infinity;
  let failures = 0;
  let state: KeeperState = {
    status: "loading",
    count: 0,
    meta: null,
    isPulling: false,
    problem: null,
    wasUnreadable: false,
    isUnsaved: false,
    isListening: false,
    occupancy: null,
    occupancyAt: 0,
    conflicts: [],
  };

  const change = (next: Partial<KeeperState>) => {
    state = { ...state, ...next, count: index.countLive() };
    for (const watcher of watchers) watcher();
  };
  const takeMeta = (meta: RosterMeta) => change({ meta, status: meta.isComplete ? "complete" : "partial" });
  const takeKeys = (next: RosterMeta["keys"]) => {
    keys = next;
    verifying = new Map(next.map(([id, text]) => [id, bytesOf(text)]));
  };

  const load = async () => {
    try {
      const stored = await store.load(eventId);
      if (!stored) return change({ status: "none" });
      for (const segment of stored.segments) index.apply(segment);
      takeKeys(stored.meta.keys);
      takeMeta(stored.meta);
    } catch {
      // Half of it would be worse than none: it is pulled anew.
      index.clear();
      await store.forget(eventId).catch(() => {});
      change({ status: "none", wasUnreadable: true });
    }
  };

  const patience = () => AbortSignal.any([ended.signal, AbortSignal.timeout(callPatienceMs)]);

  const pullKeys = async () => {
    if (now() - keysAt < keysValidForMs && keys.length > 0) return;
    const askedAt = now();
    const answer = await server.keys({ signal: patience() });
    clock.learn(answer.serverTime, askedAt, now());
    takeKeys(answer.keys.map(({ keyId, publicKey }) => [keyId, publicKey]));
    keysAt = now();
  };

  const pull = async () => {
    await loaded;
    // Another tab may have gone on from there.
    const stored = await store.cursor(eventId).catch(() => null);
    if (stored !== null && state.meta !== null && stored !== state.meta.cursor && !state.isUnsaved)
      await load();
    await pullKeys();
    await pullRoster({
      eventId,
      deviceId,
      meta: state.meta,
      server,
      store,
      index,
      keys,
      now,
      clockOffset: () => clock.offset() ?? 0,
      onPage: (meta: RosterMeta, page: Roster, askedAt: number) => {
        clock.learn(page.serverTime, askedAt, now());
        takeMeta(meta);
      },
      onUnsaved: () => change({ isUnsaved: true }),
      signal: ended.signal,
    });
  };

  const loop = repeat(async () => {
    change({ isPulling: true });
    try {
      const isMine = await ifAlone(`pull.${eventId}`, async () => {
        await pull();
        return true;
      });
      if (isMine === null) return otherTabMs;
      failures = 0;
      change({ problem: null });
      // Should a message be lost, this is where it is made good.
      conflictsLoop.kick();
      return pullEveryMs;
    } catch (error) {
      if (ended.signal.aborted) return null;
      const { code, message } = describeFailure(error);
      failures += 1;
      if (code === "network") link.failed();
      else {
        change({ problem: { code, message } });
        options.onLost();
      }
      return backoffMs(failures, options.chance());
    } finally {
      change({ isPulling: false });
    }
  });

  const conflictsLoop = repeat(async () => {
    try {
      const conflicts = await server.conflicts({ eventId }, { signal: patience() });
      change({ conflicts });
    } catch {
      // What is known of them stays on the screen; the next message or pull asks again.
    }
    return null;
  });

  const keepHeard = async (segment: Segment) => {
    index.apply(segment);
    if (!state.meta || state.isUnsaved) return;
    await store.append(state.meta, segment).catch(() => change({ isUnsaved: true }));
  };

  let pullSoon: ReturnType<typeof setTimeout> | undefined;
  const pullInAMoment = () => {
    pullSoon ??= setTimeout(() => {
      pullSoon = undefined;
      loop.kick();
    }, pullGapMs);
  };

  const onUpdate = (update: EventUpdate) => {
    change({ occupancy: update.counts, occupancyAt: now(), isListening: true });
    const others = update.scans.filter(({ scanId }) => !options.isOwn(scanId));
    const heard = others.flatMap((scan) => heardOf(scan, now()));
    const undone = update.undone.map(({ scanId }) => scanId);
    if (heard.length > 0 || undone.length > 0) {
      void keepHeard({ asOf: now(), entries: [], removed: [], heard, undone });
      change({});
    }
    // Scans that waited somewhere are how a conflict comes to light; undoing ends one.
    if (update.scans.some(({ deviceVerdict }) => deviceVerdict === "admitted") || undone.length > 0)
      conflictsLoop.kick();
    if (update.scans.length === 0) pullInAMoment();
  };

  const lost = () => {
    change({ isListening: false });
    options.onLost();
  };
  const stopWatching = server.watch({ eventId, deviceId }, { update: onUpdate, lost });
  const stopFollowingLink = link.subscribe((status) => {
    if (status !== "fast" && status !== "slow") return;
    failures = 0;
    loop.kick();
    conflictsLoop.kick();
  });

  const loaded = load();
  loop.kick();
  conflictsLoop.kick();

  return {
    index,
    keys: () => verifying,
    state: () => state,
    loaded,
    pull: loop.kick,
    refreshConflicts: conflictsLoop.kick,
    forget() {
      index.clear();
      verifying = null;
      change({ meta: null, status: "none", conflicts: [], occupancy: null });
      void store.forget(eventId).catch(() => {});
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    stop() {
      ended.abort();
      clearTimeout(pullSoon);
      stopWatching();
      stopFollowingLink();
      loop.stop();
      conflictsLoop.stop();
    },
  };
}

/** Somebody went through elsewhere: with a good ticket, or because the device there let them. */
function heardOf(scan: LiveScan, heardAt: number): HeardScan[] {
  const { scanId, registrationId, checkInPointId, direction, verdict, deviceVerdict, deviceId } = scan;
  const shown = deviceVerdict ?? verdict;
  // A held one admits nobody until somebody says so; then the roster tells.
  if (registrationId === null || scan.isHeld || (shown !== "admitted" && shown !== "left")) return [];
  const at = Date.parse(scan.scannedAt);
  return [
    { scanId, registrationId, checkInPointId, direction, at, heardAt, admittedBy: scan.scannedBy, deviceId },
  ];
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
