import type { Roster } from "@eventmaster/contract/check-in";
import type { Segment } from "../check-in/roster-index.ts";
import type { ScannerDatabase } from "./database.ts";
import type { Vault } from "./seal.ts";

/** What this device knows of an event beside its tickets. */
export interface RosterMeta {
  event: Roster["event"];
  /** The public keys of ticket codes: id and base64. */
  keys: [keyId: number, publicKey: string][];
  cursor: string;
  /** False while the first pull is half way: some tickets are not here yet. */
  isComplete: boolean;
  /** Milliseconds since 1970 by this device when the server last said that this is all. */
  completeAt: number | null;
  /** Milliseconds by which the server's clock is ahead of this device's. */
  clockOffset: number;
}

export interface StoredRosterState {
  meta: RosterMeta;
  segments: Segment[];
}

/** More segments than this make a start slow: then they become one. */
const mostSegments = 60;

/** Milliseconds after its end for which an event's roster stays: a day. */
export const rosterKeptForMs = 24 * 60 * 60 * 1000;

/** The rosters on this device's disk, sealed: one row for what an event is, and one for each answer of the server. */
export interface RosterStore {
  /** Null when there is none. @throws when it cannot be read */
  load(eventId: string): Promise<StoredRosterState | null>;
  /** The stored cursor, which another tab may have moved; null when there is no roster. */
  cursor(eventId: string): Promise<string | null>;
  /** One answer with the place that it leads to: both or neither. `replaces` forgets what was here before. */
  append(meta: RosterMeta, segment: Segment | null, options?: { replaces?: boolean }): Promise<void>;
  /** Whether it is time for `replaces` with the whole. */
  isLong(eventId: string): Promise<boolean>;
  forget(eventId: string): Promise<void>;
  forgetAll(): Promise<void>;
  /** Those of events that have been over for a day. */
  forgetOver(now: number): Promise<void>;
}

type Tables = Pick<ScannerDatabase, "rosters" | "segments" | "transaction">;

export function createRosterStore(database: Tables, vault: Vault): RosterStore {
  const { rosters, segments } = database;
  const forget = (eventIds: string[]) =>
    database.transaction(["rosters", "segments"], async () => {
      await rosters.bulkDelete(eventIds);
      await segments.where("eventId").anyOf(eventIds).delete();
    });

  return {
    async load(eventId) {
      const row = await rosters.get(eventId);
      if (!row) return null;
      const meta = await vault.open<RosterMeta>(row.sealed);
      const rows = await segments.where("eventId").equals(eventId).sortBy("number");
      return { meta, segments: await Promise.all(rows.map(({ sealed }) => vault.open<Segment>(sealed))) };
    },
    async cursor(eventId) {
      const row = await rosters.get(eventId);
      return row ? (await vault.open<RosterMeta>(row.sealed)).cursor : null;
    },
    async append(meta, segment, { replaces = false } = {}) {
      const { id: eventId } = meta.event;
      // Sealed beforehand: a transaction does not wait for anything but its own reads and writes.
      const sealedMeta = await vault.seal(meta);
      const sealedSegment = segment && (await vault.seal(segment));
      await database.transaction(["rosters", "segments"], async () => {
        if (replaces) await segments.where("eventId").equals(eventId).delete();
        if (sealedSegment) await segments.add({ eventId, sealed: sealedSegment });
        await rosters.put({
          eventId,
          forgetAt: Date.parse(meta.event.endAt) + rosterKeptForMs,
          sealed: sealedMeta,
        });
      });
    },
    isLong: async (eventId) => (await segments.where("eventId").equals(eventId).count()) > mostSegments,
    forget: (eventId) => forget([eventId]),
    forgetAll: async () => forget(await rosters.toCollection().primaryKeys()),
    forgetOver: async (now) => forget(await rosters.where("forgetAt").belowOrEqual(now).primaryKeys()),
  };
}
