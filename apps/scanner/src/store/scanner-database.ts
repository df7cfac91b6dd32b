import { openDatabase, type ScannerDatabase } from "./database.ts";

let database: ScannerDatabase | null = null;

/** This device's one database. */
export function scannerDatabase(): ScannerDatabase {
  database ??= openDatabase();
  return database;
}
