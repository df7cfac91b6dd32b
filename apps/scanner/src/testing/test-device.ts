import "fake-indexeddb/auto";
import type { LeasedSeat } from "@eventmaster/contract/door-devices";
import { uuidv7 } from "uuidv7";
import { createOfflineDoor, type OfflineDoor, type ScanPlace } from "../check-in/offline-door.ts";
import { openDatabase, type ScannerDatabase } from "../store/database.ts";
import { createRosterStore, type RosterStore } from "../store/roster-store.ts";
import { openScanStore, type ScanStore } from "../store/scan-store.ts";
import { openVault, type Vault } from "../store/seal.ts";
import type { DoorServer } from "../sync/door-server.ts";
import { createLink, type Link } from "../sync/link.ts";
import { type Pusher, startPusher } from "../sync/pusher.ts";
import type { Attendance, Pass, Standing } from "../sync/attendance.ts";
import { openRosterKeeper, type RosterKeeper } from "../sync/roster-keeper.ts";
import { createServerClock, type ServerClock } from "../sync/server-clock.ts";
import { eventId as testEventId, gate } from "./fake-server.ts";

export interface TestDevice {
  id: string;
  database: ScannerDatabase;
  vault: Vault;
  scans: ScanStore;
  rosters: RosterStore;
  link: Link;
  clock: ServerClock;
  pusher: Pusher;
  keeper: RosterKeeper;
  door: OfflineDoor;
  place: ScanPlace;
  userId: string | null;
  pass: Pass | null;
  standing: Standing;
  seats: LeasedSeat[];
  /** A scan of this code, as if it were typed. */
  scan: (code: string) => ReturnType<OfflineDoor["decide"]>;
  /** Resolves once nothing waits to be sent. */
  sent: () => Promise<void>;
  /** Resolves once the roster is as the server has it. */
  pulled: () => Promise<void>;
  /** The page is closed; the disk stays. */
  close: () => void;
}

export interface TestDeviceOptions {
  server: DoorServer;
  /** A name of before opens the same disk again. */
  disk?: string;
  eventId?: string;
  deviceNow?: () => number;
}

/** A device as the page puts it together, without a page: on a fake IndexedDB. */
export async function openTestDevice(options: TestDeviceOptions): Promise<TestDevice> {
  const { server, disk = uuidv7(), eventId = testEventId, deviceNow = () => Date.now() } = options;
  // What the parts ask of the device while it is put together.
  const device = { userId: "bob", pass: null, standing: "good", seats: [] } as unknown as TestDevice;
  const database = openDatabase(disk);
  const vault = await openVault(database);
  const scans = await openScanStore({ database, vault });
  const rosters = createRosterStore(database, vault);
  const tick = () => performance.now();
  const link = createLink(tick);
  const clock = createServerClock(deviceNow, null);
  const pusher = startPusher({
    server,
    scans,
    link,
    clock,
    userId: () => device.userId,
    passOf: async () => device.pass,
    now: deviceNow,
    chance: () => 0,
  });
  const keeper = openRosterKeeper({
    eventId,
    deviceId: disk,
    server,
    store: rosters,
    link,
    clock,
    now: deviceNow,
    chance: () => 0,
    isOwn: (scanId) => scans.get(scanId) !== undefined,
    onLost: () => {},
  });
  const place: ScanPlace = { checkInPointId: gate.id, direction: "entry" };
  const door = createOfflineDoor({
    eventId,
    deviceId: disk,
    userId: "bob",
    attendance: {
      standing: () => device.standing,
      hear: (standing) => (device.standing = standing),
      blankSeat: (isTaken) => device.seats.find(({ id }) => !isTaken(id)) ?? null,
    } satisfies Pick<Attendance, "standing" | "hear" | "blankSeat">,
    ownName: "Bob",
    place: () => place,
    server,
    keeper,
    scans,
    link,
    clock,
    pusher,
    newScanId: uuidv7,
    now: deviceNow,
    tick,
  });
  await keeper.loaded;
  Object.assign(device, {
    id: disk,
    database,
    vault,
    scans,
    rosters,
    link,
    clock,
    pusher,
    keeper,
    door,
    place,
    scan: (code: string) => door.decide({ id: uuidv7(), code, source: "typed" }),
    sent: () => until(scans.subscribe, () => scans.waiting().length === 0),
    pulled: () =>
      until(keeper.subscribe, () => keeper.state().status === "complete" && !keeper.state().isPulling),
    close() {
      pusher.stop();
      keeper.stop();
      database.close();
    },
  });
  return device;
}

function until(subscribe: (onChange: () => void) => () => void, isSo: () => boolean): Promise<void> {
  if (isSo()) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = subscribe(() => {
    if (!isSo()) return;
    stop();
    resolve();
  });
  return promise;
}
