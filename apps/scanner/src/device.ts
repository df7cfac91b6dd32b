import { deviceId } from "./check-in/device-settings.ts";
import { openDatabase, type ScannerDatabase } from "./store/database.ts";
import { createRosterStore, type RosterStore } from "./store/roster-store.ts";
import { moveFirstScans, openScanStore, type ScanStore } from "./store/scan-store.ts";
import { openVault, type Vault } from "./store/seal.ts";
import { unusableDatabase } from "./store/unusable-database.ts";
import { apiDoorServer } from "./sync/api-door-server.ts";
import type { Pass } from "./sync/attendance.ts";
import { startHeartbeat } from "./sync/heartbeat.ts";
import { createLink, type Link } from "./sync/link.ts";
import { type Pusher, startPusher } from "./sync/pusher.ts";
import { createServerClock, type ServerClock } from "./sync/server-clock.ts";

const channelName = "eventmaster-scanner.scans";
const clockName = "clock-offset";
const passPrefix = "pass.";

function passName(eventId: string, userId: string): string {
  return `${passPrefix}${eventId}.${userId}`;
}

/** What this device is, whichever event it scans: its store, its clock, its line to the server, and what it still has to send. */
export interface Device {
  id: string;
  /** False: everything is in memory only, and lost when the page is closed. */
  hasDisk: boolean;
  scans: ScanStore;
  rosters: RosterStore;
  link: Link;
  clock: ServerClock;
  pusher: Pusher;
  /** Who is signed in on this page now: scans of others go by their pass. */
  signedInAs: (userId: string | null) => void;
  passOf: (eventId: string, userId: string) => Promise<Pass | null>;
  keepPass: (eventId: string, userId: string, pass: Pass) => Promise<void>;
  remember: (name: string, value: unknown) => Promise<void>;
  /** What was remembered, or null. The caller knows what it was. */
  recall: <Value>(name: string) => Promise<Value | null>;
  /** Whatever of people is here goes. Scans that wait stay, without names; resolves to how many. */
  forgetPeople: () => Promise<number>;
}

let opening: Promise<Device> | null = null;

/** This page's one device. */
export function device(): Promise<Device> {
  opening ??= openDevice();
  return opening;
}

async function openDisk(): Promise<{ database: ScannerDatabase; vault: Vault; hasDisk: boolean }> {
  const database = openDatabase();
  try {
    const vault = await openVault(database);
    await moveFirstScans(database, vault, deviceId()).catch(() => {});
    return { database, vault, hasDisk: true };
  } catch {
    return { database: unusableDatabase, vault: await openVault(unusableDatabase), hasDisk: false };
  }
}

async function openDevice(): Promise<Device> {
  const { database, vault, hasDisk } = await openDisk();
  const channel = new BroadcastChannel(channelName);
  const scans = await openScanStore({
    database,
    vault,
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
    announce: (scanId) => channel.postMessage(scanId),
  });
  channel.addEventListener(
    "message",
    ({ data }: MessageEvent<string>) => void scans.reload(data).catch(() => {}),
  );

  const remember = async (name: string, value: unknown) => {
    await database.remembered.put({ name, sealed: await vault.seal(value) }).catch(() => {});
  };
  const recall = async <Value>(name: string): Promise<Value | null> => {
    try {
      const row = await database.remembered.get(name);
      return row ? await vault.open<Value>(row.sealed) : null;
    } catch {
      return null;
    }
  };

  const now = () => Date.now();
  const tick = () => performance.now();
  const chance = () => Math.random();
  const link = createLink(tick);
  const clock = createServerClock(now, await recall<number>(clockName));
  const rosters = createRosterStore(database, vault);
  const known = await recall<{ value: { id: string } | null }>("session");
  let userId = known?.value?.id ?? null;
  const passOf = (eventId: string, person: string) => recall<Pass>(passName(eventId, person));
  const pusher = startPusher({
    server: apiDoorServer,
    scans,
    link,
    clock,
    userId: () => userId,
    passOf,
    now,
    chance,
  });
  const isHidden = () => document.hidden;
  const heartbeat = startHeartbeat({ server: apiDoorServer, link, clock, now, tick, chance, isHidden });

  const lookAgain = () => {
    heartbeat.kick();
    pusher.kick();
  };
  for (const sign of ["online", "offline", "focus"]) window.addEventListener(sign, lookAgain);
  document.addEventListener("visibilitychange", lookAgain);
  link.subscribe(() => void remember(clockName, clock.offset() ?? 0));
  lookAgain();

  const forgetOld = () => {
    void rosters.forgetOver(clock.now()).catch(() => {});
    void scans.forgetOld(clock.now()).catch(() => {});
  };
  forgetOld();
  setInterval(forgetOld, 10 * 60_000);

  return {
    id: deviceId(),
    hasDisk,
    scans,
    rosters,
    link,
    clock,
    pusher,
    remember,
    recall,
    signedInAs: (next) => {
      userId = next;
      pusher.kick();
    },
    passOf,
    keepPass: (eventId, person, pass) => remember(passName(eventId, person), pass),
    async forgetPeople() {
      userId = null;
      await rosters.forgetAll().catch(() => {});
      const left = await scans.forgetSent();
      // A pass says nothing of anybody, and what waits is handed in by it.
      await database.remembered
        .filter(({ name }) => left === 0 || !name.startsWith(passPrefix))
        .delete()
        .catch(() => {});
      // The key goes with the last thing that it keeps.
      if (left === 0) await vault.destroy().catch(() => {});
      return left;
    },
  };
}
