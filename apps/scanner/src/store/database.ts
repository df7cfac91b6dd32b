import { Dexie, type EntityTable } from "dexie";
import type { Outcome, ScanSource } from "../check-in/answer.ts";

/** A scan as this device remembers it. */
export interface LoggedScan {
  id: string;
  eventId: string;
  /** Milliseconds since 1970 by this device's clock. */
  at: number;
  outcome: Outcome;
  name: string | null;
  message: string;
  source: ScanSource;
  /** The ticket code, only while there is no answer: a retry needs it, and nothing else does. */
  code: string | null;
}

export interface ScannerDatabase {
  scans: EntityTable<LoggedScan, "id">;
  close: () => void;
}

export function openDatabase(name = "eventmaster-scanner"): ScannerDatabase {
  const dexie = new Dexie(name);
  dexie.version(1).stores({ scans: "id, [eventId+at], at" });
  return { scans: dexie.table("scans"), close: () => dexie.close() };
}
