import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OwnScan } from "../check-in/own-scan.ts";
import { openDatabase, type ScannerDatabase } from "./database.ts";
import { createRosterStore, rosterKeptForMs, type RosterMeta } from "./roster-store.ts";
import { keptForMs, moveFirstScans, openScanStore } from "./scan-store.ts";
import { openVault, type Vault } from "./seal.ts";

let name: string;
let database: ScannerDatabase;
let vault: Vault;

beforeEach(async () => {
  name = uuidv7();
  database = openDatabase(name);
  vault = await openVault(database);
});

afterEach(() => {
  database.close();
});

function makeScan(fields: Partial<OwnScan> = {}): OwnScan {
  return {
    id: uuidv7(),
    eventId: "gala",
    at: 1,
    checkInPointId: "gate",
    direction: "entry",
    deviceId: "phone",
    userId: "bob",
    source: "camera",
    code: "EM1:A",
    person: null,
    registrationId: "ada",
    outcome: "admitted",
    isReEntry: false,
    name: "Ada Lovelace",
    message: "Welcome, Ada Lovelace",
    tellAgainAs: null,
    delivery: { state: "waiting" },
    undo: null,
    ...fields,
  };
}

const sent = { state: "sent", at: 1, verdict: "admitted", conflict: null } as const;

/** Everything on the disk as text, as somebody would read it who has the device in their hands. */
async function rawDisk(): Promise<string> {
  const rows = [
    ...(await database.scans.toArray()),
    ...(await database.rosters.toArray()),
    ...(await database.segments.toArray()),
    ...(await database.remembered.toArray()),
  ];
  return rows
    .map(({ sealed, ...row }) => JSON.stringify(row) + new TextDecoder("latin1").decode(sealed.bytes))
    .join("\n");
}

describe("what is on the disk", () => {
  test("cannot be read without the key, and the key cannot be taken out", async () => {
    const scans = await openScanStore({ database, vault });
    await scans.put(makeScan());
    expect(await rawDisk()).not.toMatch(/Ada|Lovelace|EM1/u);
    const kept = await database.keys.get("storage");
    await expect(crypto.subtle.exportKey("raw", kept!.key)).rejects.toThrow(/extractable/u);
  });

  test("is noticed when somebody changes it, and left as it is", async () => {
    const scans = await openScanStore({ database, vault });
    await scans.put(makeScan());
    const [row] = await database.scans.toArray();
    new Uint8Array(row!.sealed.bytes)[3]! ^= 1;
    await database.scans.put(row!);
    const reopened = await openScanStore({ database, vault });
    expect(reopened.unreadable()).toBe(1);
    expect(reopened.of("gala")).toEqual([]);
    expect(await database.scans.count()).toBe(1);
  });

  test("is noise once the key is destroyed", async () => {
    await (await openScanStore({ database, vault })).put(makeScan());
    await vault.destroy();
    const reopened = await openScanStore({ database, vault: await openVault(database) });
    expect(reopened.unreadable()).toBe(1);
  });

  test("is sealed with one key, also when two tabs open it at once", async () => {
    const other = openDatabase(uuidv7());
    const [one, two] = await Promise.all([openVault(other), openVault(other)]);
    expect(await two.open(await one.seal({ a: 1 }))).toEqual({ a: 1 });
    other.close();
  });
});

describe("scans", () => {
  test("are there after a reload, the latest first, and wait in the order in which they were made", async () => {
    const scans = await openScanStore({ database, vault });
    for (const at of [2, 1, 3]) await scans.put(makeScan({ at }));
    await scans.put(makeScan({ at: 4, delivery: sent }));
    await scans.put(makeScan({ at: 9, eventId: "other" }));
    const reopened = await openScanStore({ database, vault });
    expect(reopened.of("gala").map(({ at }) => at)).toEqual([4, 3, 2, 1]);
    expect(reopened.waiting().map(({ at }) => at)).toEqual([1, 2, 3, 9]);
    expect(reopened.ofTicket("ada")).toHaveLength(5);
  });

  test("that were sent go after two days; those that wait or need somebody stay", async () => {
    const scans = await openScanStore({ database, vault });
    const refused = { state: "refused", code: "validation", message: "No." } as const;
    await scans.put(makeScan({ at: 1, delivery: sent }));
    await scans.put(makeScan({ at: 2 }));
    await scans.put(makeScan({ at: 3, delivery: refused }));
    await scans.forgetOld(keptForMs + 10);
    expect(scans.of("gala").map(({ at }) => at)).toEqual([3, 2]);
    expect(await database.scans.count()).toBe(2);
  });

  test("that wait outlive the sign-out, without a name", async () => {
    const scans = await openScanStore({ database, vault });
    await scans.put(makeScan({ at: 1, delivery: sent }));
    await scans.put(makeScan({ at: 2 }));
    expect(await scans.forgetSent()).toBe(1);
    const reopened = await openScanStore({ database, vault });
    expect(reopened.of("gala")).toMatchObject([{ at: 2, name: null, message: "", code: "EM1:A" }]);
  });

  test("of the first version are sealed and stay; what was not checked then can be checked", async () => {
    database.close();
    name = uuidv7();
    const first = new Dexie(name);
    first.version(1).stores({ scans: "id, [eventId+at], at" });
    const old = { eventId: "gala", name: "Ada Lovelace", message: "Welcome", source: "camera" };
    await first.table("scans").bulkAdd([
      { ...old, id: "one", at: 1, outcome: "admitted", code: null },
      { ...old, id: "two", at: 2, outcome: "not_checked", name: null, code: "EM1:B" },
    ]);
    first.close();

    database = openDatabase(name);
    vault = await openVault(database);
    await moveFirstScans(database, vault, "phone");
    await moveFirstScans(database, vault, "phone");
    expect(await database.firstScans.count()).toBe(0);
    const scans = await openScanStore({ database, vault });
    expect(scans.of("gala")).toMatchObject([
      { id: "two", delivery: { state: "undecided" }, code: "EM1:B" },
      { id: "one", delivery: { state: "sent" }, name: "Ada Lovelace" },
    ]);
    expect(scans.waiting()).toEqual([]);
    expect(await rawDisk()).not.toMatch(/Ada/u);
  });
});

describe("rosters", () => {
  const meta = (id: string, endAt: string): RosterMeta => ({
    event: {
      id,
      title: "Gala",
      status: "published",
      startAt: endAt,
      endAt,
      timeZone: "Europe/Berlin",
      doorNames: "full",
      capacity: 10,
      registeredCount: 0,
      checkInPoints: [],
    },
    keys: [],
    cursor: "1",
    isComplete: true,
    completeAt: 1,
    clockOffset: 0,
  });

  test("are sealed, and go when their event has been over for a day", async () => {
    const rosters = createRosterStore(database, vault);
    const entry = {
      id: "ada",
      status: "registered",
      generation: 1,
      holderName: "Ada",
      email: null,
      admissions: [],
    } as const;
    const segment = { asOf: 1, entries: [{ ...entry, admissions: [] }], removed: [], heard: [], undone: [] };
    const end = Date.parse("2030-01-01T12:00:00Z");
    await rosters.append(meta("old", new Date(end).toISOString()), segment);
    await rosters.append(meta("new", new Date(end + 1).toISOString()), segment);
    expect(await rawDisk()).not.toMatch(/Ada|Gala/u);
    await rosters.forgetOver(end + rosterKeptForMs);
    expect(await rosters.load("old")).toBeNull();
    expect((await rosters.load("new"))?.segments).toEqual([segment]);
    expect(await database.segments.count()).toBe(1);
    await rosters.forgetAll();
    expect(await database.segments.count()).toBe(0);
  });
});
