import type { OwnScan } from "../check-in/own-scan.ts";
import type { FirstScan, ScannerDatabase } from "./database.ts";
import type { Vault } from "./seal.ts";

/** Milliseconds for which a device remembers what it has sent: the names are not its business for longer. */
export const keptForMs = 48 * 60 * 60 * 1000;

/**
 * This device's scans: in memory to decide by, and sealed on the disk. One that could not be written is kept in memory and
 * written at the next chance; `unsaved` says how many are in danger.
 */
export interface ScanStore {
  /** An event's scans, the latest first. */
  of: (eventId: string) => readonly OwnScan[];
  ofTicket: (registrationId: string) => readonly OwnScan[];
  ofEmail: (eventId: string, email: string) => readonly OwnScan[];
  get: (id: string) => OwnScan | undefined;
  /** Those with something to tell the server, in the order in which they were made. */
  waiting: () => readonly OwnScan[];
  /** Keeps a scan from being sent while its verdict is still asked for. Returns what lets it go. */
  hold: (id: string) => () => void;
  /** Resolves once it is on the disk; to false when it could not be written. */
  put: (scan: OwnScan) => Promise<boolean>;
  /** The same for many at once: whoever watches is told once. */
  putAll: (scans: readonly OwnScan[]) => Promise<boolean>;
  unsaved: () => number;
  /** Rows that cannot be opened. They are left as they are. */
  unreadable: () => number;
  /** Another tab has written this scan. */
  reload: (id: string) => Promise<void>;
  /** What was sent and is old goes; what waits stays. */
  forgetOld: (now: number) => Promise<void>;
  /** What is left at sign-out: scans that wait, without a name. Resolves to how many. */
  forgetSent: () => Promise<number>;
  subscribe: (onChange: () => void) => () => void;
}

export function hasNews({ delivery, undo }: OwnScan): boolean {
  return delivery.state === "waiting" || (delivery.state === "sent" && undo?.state === "waiting");
}

/** Needs a person: nothing of it may go before they have looked. */
function needsSomebody({ delivery, undo }: OwnScan): boolean {
  return delivery.state === "refused" || undo?.state === "refused";
}

export interface ScanStoreOptions {
  database: Pick<ScannerDatabase, "scans">;
  vault: Vault;
  /** Tells other tabs. */
  announce?: (scanId: string) => void;
}

export async function openScanStore({ database, vault, announce }: ScanStoreOptions): Promise<ScanStore> {
  const { scans: table } = database;
  const byId = new Map<string, OwnScan>();
  const byTicket = new Map<string, Set<string>>();
  const unsaved = new Map<string, OwnScan>();
  const unreadable = new Set<string>();
  const held = new Set<string>();
  const watchers = new Set<() => void>();
  let listed = new Map<string, OwnScan[]>();

  const changed = () => {
    listed = new Map();
    for (const watcher of watchers) watcher();
  };

  const keep = (scan: OwnScan) => {
    byId.set(scan.id, scan);
    if (scan.registrationId === null) return;
    const ids = byTicket.get(scan.registrationId) ?? new Set();
    byTicket.set(scan.registrationId, ids.add(scan.id));
  };

  const forget = (id: string) => {
    const scan = byId.get(id);
    byId.delete(id);
    unsaved.delete(id);
    if (scan?.registrationId) byTicket.get(scan.registrationId)?.delete(id);
  };

  const write = async (scans: readonly OwnScan[]): Promise<boolean> => {
    try {
      const rows = await Promise.all(
        scans.map(async (scan) => ({
          id: scan.id,
          eventId: scan.eventId,
          at: scan.at,
          sealed: await vault.seal(scan),
        })),
      );
      await table.bulkPut(rows);
    } catch {
      for (const scan of scans) if (byId.get(scan.id) === scan) unsaved.set(scan.id, scan);
      return false;
    }
    for (const scan of scans) {
      if (unsaved.get(scan.id) === scan) unsaved.delete(scan.id);
      announce?.(scan.id);
    }
    return true;
  };

  const putAll = async (scans: readonly OwnScan[]): Promise<boolean> => {
    for (const scan of scans) keep(scan);
    const isSaved = await write(scans);
    // Room may have been made since.
    if (isSaved && unsaved.size > 0) await write([...unsaved.values()]);
    changed();
    return isSaved;
  };

  const rows = await table.toArray();
  await Promise.all(
    rows.map(async ({ id, sealed }) => {
      try {
        keep(await vault.open<OwnScan>(sealed));
      } catch {
        unreadable.add(id);
      }
    }),
  );

  const idsOfTicket = (registrationId: string) => [...(byTicket.get(registrationId) ?? [])];

  return {
    of(eventId) {
      const known = listed.get(eventId);
      if (known) return known;
      const scans = [...byId.values()]
        .filter((scan) => scan.eventId === eventId)
        .toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
      listed.set(eventId, scans);
      return scans;
    },
    ofTicket: (registrationId) => idsOfTicket(registrationId).flatMap((id) => byId.get(id) ?? []),
    ofEmail: (eventId, email) =>
      [...byId.values()].filter(
        (scan) => scan.eventId === eventId && scan.person?.email.toLowerCase() === email.toLowerCase(),
      ),
    get: (id) => byId.get(id),
    waiting: () =>
      [...byId.values()]
        .filter((scan) => hasNews(scan) && !held.has(scan.id))
        .toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1)),
    hold(id) {
      held.add(id);
      return () => void held.delete(id);
    },
    put: (scan) => putAll([scan]),
    putAll,
    unsaved: () => unsaved.size,
    unreadable: () => unreadable.size,
    async reload(id) {
      const row = await table.get(id);
      if (!row) forget(id);
      else keep(await vault.open<OwnScan>(row.sealed));
      changed();
    },
    async forgetOld(now) {
      const old = [...byId.values()].filter(
        (scan) => scan.at < now - keptForMs && !hasNews(scan) && !needsSomebody(scan),
      );
      await table.bulkDelete(old.map(({ id }) => id));
      for (const { id } of old) forget(id);
      if (old.length > 0) changed();
    },
    async forgetSent() {
      const all = [...byId.values()];
      const left = all.filter((scan) => hasNews(scan) || needsSomebody(scan));
      const gone = all.filter((scan) => !left.includes(scan));
      await table.bulkDelete(gone.map(({ id }) => id));
      for (const { id } of gone) forget(id);
      await putAll(left.map((scan) => ({ ...scan, name: null, message: "", facts: null })));
      return left.length;
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

/** Seals what the first version of the app left, once. A scan that had no answer then can still be checked again. */
export async function moveFirstScans(
  database: ScannerDatabase,
  vault: Vault,
  deviceId: string,
): Promise<void> {
  const first = await database.firstScans.toArray();
  if (first.length === 0) return;
  const moved = await Promise.all(
    first.map(async (row) => ({
      id: row.id,
      eventId: row.eventId,
      at: row.at,
      sealed: await vault.seal(fromFirst(row, deviceId)),
    })),
  );
  await database.transaction(["firstScans", "scans"], async () => {
    await database.scans.bulkPut(moved);
    await database.firstScans.bulkDelete(first.map(({ id }) => id));
  });
}

function fromFirst(row: FirstScan, deviceId: string): OwnScan {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the first version wrote no others
  const { outcome, source } = row as FirstScan & Pick<OwnScan, "outcome" | "source">;
  return {
    id: row.id,
    eventId: row.eventId,
    at: row.at,
    checkInPointId: null,
    direction: "entry",
    deviceId,
    userId: null,
    source,
    code: row.code,
    person: null,
    registrationId: null,
    outcome,
    isReEntry: false,
    name: row.name,
    message: row.message,
    tellAgainAs: null,
    // Then only the server decided: what has a verdict is known to it.
    delivery:
      outcome === "not_checked"
        ? { state: "undecided" }
        : { state: "sent", at: row.at, verdict: outcome, conflict: null },
    undo: null,
  };
}
