import "fake-indexeddb/auto";
import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer, Scan } from "../check-in/answer.ts";
import { openDatabase, type ScannerDatabase } from "./database.ts";
import { forgetOldScans, keptForMs, recentScans, recordScan, unansweredScans } from "./scan-log.ts";

const admitted: Answer = { kind: "decided", verdict: "admitted", name: "Ada", message: "Welcome, Ada" };
const noConnection: Answer = { kind: "not_checked", reason: "network", message: "No connection" };

let name: string;
let database: ScannerDatabase;

beforeEach(() => {
  name = uuidv7();
  database = openDatabase(name);
});

afterEach(() => {
  database.close();
});

function scanAt(at: number, code = "EM1:A"): Scan {
  return { id: uuidv7(), code, at, source: "camera" };
}

describe("the log", () => {
  test("has an event's own scans, the latest first", async () => {
    await recordScan(database, "gala", scanAt(1), admitted);
    await recordScan(database, "gala", scanAt(3), noConnection);
    await recordScan(database, "other", scanAt(2), admitted);
    const scans = await recentScans(database, "gala", 10);
    expect(scans.map(({ at, outcome }) => [at, outcome])).toEqual([
      [3, "not_checked"],
      [1, "admitted"],
    ]);
  });

  test("survives a reload", async () => {
    await recordScan(database, "gala", scanAt(1), admitted);
    database.close();
    database = openDatabase(name);
    expect(await recentScans(database, "gala", 10)).toMatchObject([{ name: "Ada", message: "Welcome, Ada" }]);
  });

  test("a scan answered later is still one scan, at the time of its reading", async () => {
    const scan = scanAt(5);
    await recordScan(database, "gala", scan, noConnection);
    await recordScan(database, "gala", { ...scan, at: 99 }, admitted);
    expect(await recentScans(database, "gala", 10)).toMatchObject([{ at: 5, outcome: "admitted" }]);
  });

  test("forgets what is older than two days", async () => {
    await recordScan(database, "gala", scanAt(1000), admitted);
    await recordScan(database, "gala", scanAt(2000), admitted);
    await forgetOldScans(database, 1500 + keptForMs);
    expect(await recentScans(database, "gala", 10)).toMatchObject([{ at: 2000 }]);
  });
});

describe("ticket codes", () => {
  test("are kept only while there is no answer", async () => {
    const scan = scanAt(1, "EM1:WAITING");
    await recordScan(database, "gala", scan, noConnection);
    expect(await unansweredScans(database, "gala")).toEqual(new Map([["EM1:WAITING", scan.id]]));
    await recordScan(database, "gala", scan, admitted);
    expect(await unansweredScans(database, "gala")).toEqual(new Map());
    expect(await recentScans(database, "gala", 10)).toMatchObject([{ code: null }]);
  });
});
