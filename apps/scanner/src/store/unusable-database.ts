import type { ScannerDatabase } from "./database.ts";

function refuse(): never {
  throw new Error("This browser keeps nothing for this page");
}

const table: Record<string, unknown> = {
  toArray: async () => [],
  get: async () => undefined,
  put: async () => refuse(),
  bulkPut: async () => refuse(),
  add: async () => refuse(),
  delete: async () => {},
  bulkDelete: async () => {},
  filter: () => table,
};

/** Where storage is blocked: what is read is empty, what is written fails, so that everybody is told. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what the stores use of a table before they fail
export const unusableDatabase = {
  ...Object.fromEntries(
    ["firstScans", "keys", "rosters", "segments", "scans", "remembered"].map((name) => [name, table]),
  ),
  transaction: async () => refuse(),
  close: () => {},
} as unknown as ScannerDatabase;
