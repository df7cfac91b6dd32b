import type { Roster } from "@eventmaster/contract/check-in";
import type { RosterIndex, Segment } from "../check-in/roster-index.ts";
import type { RosterMeta, RosterStore } from "../store/roster-store.ts";
import type { DoorServer } from "./door-server.ts";

/** Milliseconds for one page of thousands of tickets over a bad line. */
const pagePatienceMs = 30_000;

export interface PullOptions {
  eventId: string;
  deviceId: string;
  /** What is here already; null before the first pull. */
  meta: RosterMeta | null;
  server: Pick<DoorServer, "roster">;
  store: RosterStore;
  index: RosterIndex;
  keys: RosterMeta["keys"];
  /** Milliseconds since 1970 by this device. */
  now: () => number;
  clockOffset: () => number;
  /** After each page: half a roster is of use too. */
  onPage: (meta: RosterMeta, roster: Roster, askedAt: number) => void;
  /** A page could not be written: it is in memory, and a restart asks again from the last one that was. */
  onUnsaved: () => void;
  signal: AbortSignal;
}

/**
 * Asks what changed since the cursor until that is all. Every page is kept with its cursor, so that a pull that breaks off goes
 * on there. The next page is on its way while one is written.
 */
export async function pullRoster(options: PullOptions): Promise<void> {
  const { eventId, store, index, keys, now } = options;
  let { meta } = options;
  let isSaved = true;
  let coming = ask(options, meta?.cursor ?? null);
  for (;;) {
    const { page, askedAt } = await coming;
    const isComplete = !page.hasMore;
    if (!isComplete) {
      coming = ask(options, page.cursor);
      // It is looked at in its turn: until then nobody minds that it failed.
      coming.catch(() => {});
    }
    const replaces = page.isFresh;
    if (replaces) index.clear();
    const segment = segmentOf(page, askedAt);
    index.apply(segment);
    meta = {
      event: page.event,
      keys,
      cursor: page.cursor,
      isComplete,
      completeAt: isComplete ? now() : replaces ? null : (meta?.completeAt ?? null),
      clockOffset: options.clockOffset(),
    };
    const hasNews = page.entries.length > 0 || page.removed.length > 0 || page.aliases.length > 0;
    // After one page is lost, the ones behind it must not be kept under a cursor that skips it.
    if (isSaved || replaces) {
      isSaved = await store.append(meta, hasNews ? segment : null, { replaces }).then(
        () => true,
        () => false,
      );
      if (!isSaved) options.onUnsaved();
    }
    options.onPage(meta, page, askedAt);
    if (isComplete) break;
  }
  if (isSaved && (await store.isLong(eventId))) await store.append(meta, index.whole(), { replaces: true });
}

async function ask(
  { eventId, deviceId, server, now, signal }: PullOptions,
  cursor: string | null,
): Promise<{ page: Roster; askedAt: number }> {
  const askedAt = now();
  const patience = AbortSignal.timeout(pagePatienceMs);
  const page = await server.roster(
    { eventId, deviceId, cursor },
    { signal: AbortSignal.any([signal, patience]) },
  );
  return { page, askedAt };
}

function segmentOf({ entries, removed, aliases }: Roster, askedAt: number): Segment {
  return { asOf: askedAt, entries, removed, aliases, heard: [], undone: [] };
}
