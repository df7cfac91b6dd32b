import type { Database } from "@eventmaster/db/client";
import type { Logger, OrganizationId } from "../context.ts";
import { createEventBoards, type EventBoards } from "./event-boards.ts";

/** The channel on which the database's triggers say, at each commit, which event changed: "organization event". */
const channel = "eventmaster_live";

/** What a follower finds changed: these events, or anything at all where notifications may have been missed. */
export type Changes = ReadonlySet<string> | "anything";

export interface Follower {
  /** Whoever followed is gone, or the process is about to stop. */
  hasEnded(): boolean;
  /** What changed since the last call, as soon as there is something; null when the wait or the following is over. */
  next(milliseconds: number): Promise<Changes | null>;
  /** Waits, whatever changes; shorter when the following ends. */
  pause(milliseconds: number): Promise<void>;
  stop(): void;
}

/** One process's ear: a single LISTEN connection for all that are watching, opened by the first of them. */
export interface LiveFeed {
  /** Hears of every change of the organization's events, or of this one, from when this has resolved until `signal`. */
  follow(organizationId: OrganizationId, signal: AbortSignal, eventId?: string): Promise<Follower>;
  /** What `load` gives, loaded once for all who ask between two changes of the event. */
  shared<Value>(organizationId: OrganizationId, eventId: string, load: () => Promise<Value>): Promise<Value>;
  /** For what a crowd may watch. */
  boards: EventBoards;
  /** How many watch at this process. */
  watcherCount(): number;
  /** Ends all that follow. */
  close(): Promise<void>;
}

interface Listener {
  organizationId: string;
  /** All of the organization's events where there is none. */
  eventId: string | undefined;
  /** Null: something may have been missed. */
  note(eventId: string | null): void;
  end: () => void;
}

/** How often the connection proves that it still hears: one that was cut off without a word looks like silence. */
const hearingTestMs = 20_000;

export function createLiveFeed(db: Database, logger: Pick<Logger, "warn">): LiveFeed {
  const sql = db.$client;
  const listeners = new Set<Listener>();
  const cache = new Map<string, Promise<unknown>>();
  let listening: Promise<{ unlisten: () => Promise<unknown> }> | undefined;
  let isClosing = false;
  let hasHeard = true;
  let hearingTest: NodeJS.Timeout | undefined;

  function hear(payload: string): void {
    hasHeard = true;
    const [organizationId, eventId] = payload.split(" ");
    if (!organizationId || !eventId) return;
    cache.delete(cacheKey(organizationId, eventId));
    for (const listener of listeners)
      if (listener.organizationId === organizationId && (listener.eventId ?? eventId) === eventId)
        listener.note(eventId);
  }

  /** Whenever the connection is there anew: what was said in between is lost, so everybody looks for themselves. */
  function hearAnew(): void {
    hasHeard = true;
    cache.clear();
    for (const listener of listeners) listener.note(null);
  }

  function listen(): Promise<unknown> {
    listening ??= sql.listen(channel, hear, hearAnew).catch((error: unknown) => {
      listening = undefined;
      throw error;
    });
    hearingTest ??= setInterval(() => void testHearing(), hearingTestMs).unref();
    return listening;
  }

  async function testHearing(): Promise<void> {
    try {
      if (!hasHeard) {
        logger.warn({}, "the connection for live updates heard nothing: listening anew");
        const deaf = await listening;
        listening = undefined;
        await deaf?.unlisten();
        await listen();
      }
      hasHeard = false;
      await sql`select pg_notify(${channel}, 'test')`;
    } catch (error) {
      logger.warn({ err: error }, "live updates: the database does not answer");
      for (const listener of listeners) listener.note(null);
    }
  }

  const follow: LiveFeed["follow"] = async (organizationId, signal, eventId) => {
    let changed = new Set<string>();
    let isAnything = false;
    let hasEnded = signal.aborted || isClosing;
    let wakeChange = () => {};
    let wakeEnd = () => {};
    const listener: Listener = {
      organizationId,
      eventId,
      note(changedId) {
        if (changedId === null) isAnything = true;
        else changed.add(changedId);
        wakeChange();
      },
      end: () => {
        hasEnded = true;
        wakeChange();
        wakeEnd();
      },
    };
    const stop = () => {
      listeners.delete(listener);
      signal.removeEventListener("abort", listener.end);
    };
    listeners.add(listener);
    signal.addEventListener("abort", listener.end);
    try {
      if (!hasEnded) await listen();
    } catch (error) {
      stop();
      throw error;
    }
    // From here on: what was heard while the connection opened is not news to who has read nothing yet.
    changed.clear();
    isAnything = false;
    return {
      hasEnded: () => hasEnded,
      async next(milliseconds) {
        if (!isAnything && changed.size === 0 && !hasEnded)
          await wait(milliseconds, (wake) => (wakeChange = wake));
        const found: Changes | null = isAnything ? "anything" : changed.size > 0 ? changed : null;
        changed = new Set();
        isAnything = false;
        return found;
      },
      async pause(milliseconds) {
        if (!hasEnded) await wait(milliseconds, (wake) => (wakeEnd = wake));
      },
      stop,
    };
  };
  const boards = createEventBoards(follow, logger);

  return {
    follow,
    boards,
    shared<Value>(organizationId: OrganizationId, eventId: string, load: () => Promise<Value>) {
      const key = cacheKey(organizationId, eventId);
      const known = cache.get(key);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one kind of value is kept per event
      if (known) return known as Promise<Value>;
      const loading = load();
      cache.set(key, loading);
      // A failure is nobody's value; and one that was loaded while its event changed was dropped by `hear`.
      loading.catch(() => {
        if (cache.get(key) === loading) cache.delete(key);
      });
      return loading;
    },

    // A board listens for all its viewers.
    watcherCount: () => listeners.size - boards.boardCount() + boards.viewerCount(),

    async close() {
      isClosing = true;
      for (const listener of listeners) listener.end();
      clearInterval(hearingTest);
      const open = await listening?.catch(() => undefined);
      await open?.unlisten().catch(() => undefined);
    },
  };
}

function cacheKey(organizationId: string, eventId: string): string {
  return `${organizationId} ${eventId}`;
}

function wait(milliseconds: number, onStart: (wake: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  onStart(() => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
