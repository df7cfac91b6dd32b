import type { SyncResult } from "@eventmaster/contract/check-in";
import { ifAlone } from "./alone.ts";
import { backoffMs } from "./backoff.ts";
import type { Link } from "./link.ts";
import type { PushOptions } from "./push-scans.ts";
import { repeat } from "./repeat.ts";
import type { ServerClock } from "./server-clock.ts";

/** Milliseconds in which scans gather to go together: a queue that moves fast is no flood of requests. */
const gatherMs = 150;

/** The schema of the server's answers is heavy, and no verdict needs it: it comes after the first page, before the first scan. */
const pushing = () => import("./push-scans.ts");

/** Milliseconds until it is asked again whether the person may send by now. */
const accessAgainMs = 60_000;

/** Milliseconds after which another tab, which is sending, may have ended. */
const otherTabMs = 3000;

type SyncListener = (eventId: string, answer: SyncResult) => void;

export type Access = { kind: "good" } | { kind: "none"; code: string; message: string };

/** Sends this device's scans, of all events, whenever the server can be reached. */
export interface Pusher {
  /** Sends now: what was in the way may be gone. */
  kick: () => void;
  /** There is more to send: goes now, or once the last failure was waited out. A crowd is no reason to try more often. */
  soon: () => void;
  /** Whether the server still lets this person scan, as far as sending has told. */
  access: () => Access;
  isSending: () => boolean;
  onSynced: (listener: SyncListener) => () => void;
  subscribe: (onChange: () => void) => () => void;
  stop: () => void;
}

export interface PusherOptions extends Pick<PushOptions, "server" | "scans" | "userId" | "passOf"> {
  link: Link;
  clock: ServerClock;
  now: () => number;
  chance: () => number;
}

export function startPusher(options: PusherOptions): Pusher {
  const { scans, link, clock, now } = options;
  const ended = new AbortController();
  const listeners = new Set<SyncListener>();
  const watchers = new Set<() => void>();
  let failures = 0;
  let hasToWait = false;
  let isSending = false;
  let access: Access = { kind: "good" };

  const change = (next: { isSending?: boolean; access?: Access }) => {
    isSending = next.isSending ?? isSending;
    access = next.access ?? access;
    for (const watcher of watchers) watcher();
  };

  const sendAll = async (push: PushOptions) => (await pushing()).pushScans(push);

  const round = async (): Promise<number | null> => {
    change({ isSending: true });
    const outcome = await sendAll({
      ...options,
      signal: ended.signal,
      onSynced: (eventId, answer, askedAt) => {
        clock.learn(answer.serverTime, askedAt, now());
        for (const listener of listeners) listener(eventId, answer);
      },
    }).catch(() => ({ kind: "later" as const, code: "internal" }));
    change({ isSending: false });
    hasToWait = outcome.kind !== "done";
    if (outcome.kind === "done") {
      failures = 0;
      if (access.kind === "none") change({ access: { kind: "good" } });
      return null;
    }
    if (outcome.kind === "no_access") {
      change({ access: { kind: "none", code: outcome.code, message: outcome.message } });
      return accessAgainMs;
    }
    failures += 1;
    if (outcome.code === "network") link.failed();
    return backoffMs(failures, options.chance());
  };

  const loop = repeat(async () => {
    if (scans.waiting().length === 0) return null;
    const wait = await ifAlone("push", round);
    return wait ?? (scans.waiting().length > 0 ? otherTabMs : null);
  });
  // Who was without an answer for long need not wait out the minute: there is one again.
  const stopWatching = link.subscribe((status) => {
    if (status === "fast" || status === "slow") loop.kick();
  });

  // Without it nothing can be sent; a round asks for it again.
  void pushing().catch(() => {});

  let gathering: ReturnType<typeof setTimeout> | undefined;
  let isKicked = false;
  const gather = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      if (hasToWait && !isKicked) loop.nudge();
      else loop.kick();
      isKicked = false;
    }, gatherMs);
  };

  return {
    kick() {
      isKicked = true;
      gather();
    },
    soon: gather,
    access: () => access,
    isSending: () => isSending,
    onSynced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    stop() {
      ended.abort();
      clearTimeout(gathering);
      stopWatching();
      loop.stop();
    },
  };
}
