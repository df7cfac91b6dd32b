import type { Me } from "@eventmaster/contract/accounts";
import { uuidv7 } from "uuidv7";
import { type Device, device } from "../device.ts";
import { apiDoorServer } from "../sync/api-door-server.ts";
import { openRosterKeeper, type RosterKeeper } from "../sync/roster-keeper.ts";
import { doorPlace } from "./door-place.ts";
import { createOfflineDoor, type OfflineDoor } from "./offline-door.ts";

/** The door of one event at this device, from its opening until another one is opened. */
export interface OpenDoor {
  eventId: string;
  device: Device;
  keeper: RosterKeeper;
  door: OfflineDoor;
}

let current: { open: OpenDoor; userId: string } | null = null;

/** The event's door; there is one at a time. Resolves once what the disk knows of the event is at hand. */
export async function openDoor(eventId: string, me: Pick<Me, "id" | "displayName">): Promise<OpenDoor> {
  const here = await device();
  if (current?.open.eventId === eventId && current.userId === me.id) return current.open;
  closeDoor();
  const { scans, rosters, link, clock, pusher } = here;
  const keeper = openRosterKeeper({
    eventId,
    server: apiDoorServer,
    store: rosters,
    link,
    clock,
    now: () => Date.now(),
    chance: () => Math.random(),
    isOwn: (scanId) => scans.get(scanId) !== undefined,
  });
  const door = createOfflineDoor({
    eventId,
    deviceId: here.id,
    ownName: me.displayName,
    place: () => doorPlace(eventId),
    server: apiDoorServer,
    keeper,
    scans,
    link,
    clock,
    pusher,
    newScanId: uuidv7,
    tick: () => performance.now(),
  });
  // A conflict of a scan that was just sent is there to be shown.
  pusher.onSynced((results) => {
    if (results.some((result) => result.ok && result.conflict !== null)) keeper.refreshConflicts();
  });
  current = { open: { eventId, device: here, keeper, door }, userId: me.id };
  await keeper.loaded;
  return current.open;
}

export function closeDoor(): void {
  current?.open.keeper.stop();
  current = null;
}
