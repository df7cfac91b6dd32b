import { Dexie, type EntityTable, type Table } from "dexie";
import type { Sealed } from "./seal.ts";

/** A scan as the first version of the app kept it: in the clear, and not sent later. */
export interface FirstScan {
  id: string;
  eventId: string;
  at: number;
  outcome: string;
  name: string | null;
  message: string;
  source: string;
  code: string | null;
}

/** What must be found without opening a seal; all else is inside. */
export interface StoredScan {
  id: string;
  eventId: string;
  /** Milliseconds since 1970, corrected by the server's clock. */
  at: number;
  sealed: Sealed;
}

export interface StoredRoster {
  eventId: string;
  /** Milliseconds since 1970 from which nobody needs it any more. */
  forgetAt: number;
  sealed: Sealed;
}

/** What came with one answer of the server. All segments of an event, in their order, are its roster. */
export interface StoredSegment {
  number: number;
  eventId: string;
  sealed: Sealed;
}

export interface ScannerDatabase {
  firstScans: EntityTable<FirstScan, "id">;
  keys: EntityTable<{ id: string; key: CryptoKey }, "id">;
  rosters: EntityTable<StoredRoster, "eventId">;
  segments: Table<StoredSegment, number, Omit<StoredSegment, "number">>;
  scans: EntityTable<StoredScan, "id">;
  /** Who is signed in and which doors are theirs, for a start without a network. */
  remembered: EntityTable<{ name: string; sealed: Sealed }, "name">;
  transaction<Result>(tables: readonly TableName[], work: () => Promise<Result>): Promise<Result>;
  close: () => void;
}

type TableName = "firstScans" | "keys" | "rosters" | "segments" | "scans" | "remembered";

const tableNames: Record<TableName, string> = {
  // The name that it had when it was the only one.
  firstScans: "scans",
  keys: "keys",
  rosters: "rosters",
  segments: "segments",
  scans: "doorScans",
  remembered: "remembered",
};

export function openDatabase(name = "eventmaster-scanner"): ScannerDatabase {
  const dexie = new Dexie(name);
  dexie.version(1).stores({ scans: "id, [eventId+at], at" });
  // Sealing takes longer than an upgrade may: `moveFirstScans` moves the old rows afterwards.
  dexie.version(2).stores({
    keys: "id",
    rosters: "eventId, forgetAt",
    segments: "++number, eventId",
    doorScans: "id, eventId, at",
    remembered: "name",
  });
  return {
    firstScans: dexie.table(tableNames.firstScans),
    keys: dexie.table(tableNames.keys),
    rosters: dexie.table(tableNames.rosters),
    segments: dexie.table(tableNames.segments),
    scans: dexie.table(tableNames.scans),
    remembered: dexie.table(tableNames.remembered),
    transaction: (tables, work) =>
      dexie.transaction(
        "rw",
        tables.map((table) => tableNames[table]),
        work,
      ),
    close: () => dexie.close(),
  };
}
