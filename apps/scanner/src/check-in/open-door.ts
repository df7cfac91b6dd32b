import type { Me } from "@eventmaster/contract/accounts";
import type { LeasedSeat } from "@eventmaster/contract/door-devices";
import { uuidv7 } from "uuidv7";
import { type Device, device } from "../device.ts";
import { apiDoorServer } from "../sync/api-door-server.ts";
import { attendDoor, type Attendance } from "../sync/attendance.ts";
import { openRosterKeeper, type RosterKeeper } from "../sync/roster-keeper.ts";
import { deviceName } from "./device-settings.ts";
import { doorPlace } from "./door-place.ts";
import { createOfflineDoor, type OfflineDoor } from "./offline-door.ts";
import type { OwnScan } from "./own-scan.ts";

/** The door of one event at this device, from its opening until another one is opened. */
export interface OpenDoor {
  eventId: string;
  device: Device;
  keeper: RosterKeeper;
  attendance: Attendance;
  door: OfflineDoor;
}

let current: { open: OpenDoor; userId: string; stop: () => void } | null = null;

/** The event's door; there is one at a time. Resolves once what the disk knows of the event is at hand. */
export async function openDoor(eventId: string, me: Pick<Me, "id" | "displayName">): Promise<OpenDoor> {
  const here = await device();
  here.signedInAs(me.id);
  if (current?.open.eventId === eventId && current.userId === me.id) return current.open;
  await closeDoor();
  const { scans, rosters, link, clock, pusher } = here;
  const now = () => Date.now();
  // Until this device has said that it is here, there is nobody to ask.
  let report = () => {};
  const keeper = openRosterKeeper({
    eventId,
    deviceId: here.id,
    server: apiDoorServer,
    store: rosters,
    link,
    clock,
    now,
    chance: () => Math.random(),
    isOwn: (scanId) => scans.get(scanId) !== undefined,
    onLost: () => report(),
  });
  const attendance = attendDoor({
    eventId,
    deviceId: here.id,
    server: apiDoorServer,
    link,
    clock,
    now,
    state: () => ({
      name: deviceName(me.displayName),
      checkInPointId: doorPlace(eventId).checkInPointId,
      ...pendingOf(scans.of(eventId)),
      rosterAt: isoOf(keeper.state().meta?.completeAt ?? null),
    }),
    pass: {
      load: () => here.passOf(eventId, me.id),
      save: (pass) => here.keepPass(eventId, me.id, pass),
    },
    seats: {
      load: () => here.recall<LeasedSeat[]>(seatsName(eventId)),
      save: (seats) => here.remember(seatsName(eventId), seats),
    },
  });
  ({ report } = attendance);
  const door = createOfflineDoor({
    eventId,
    deviceId: here.id,
    userId: me.id,
    attendance,
    ownName: me.displayName,
    place: () => doorPlace(eventId),
    server: apiDoorServer,
    keeper,
    scans,
    link,
    clock,
    pusher,
    newScanId: uuidv7,
    now,
    tick: () => performance.now(),
  });
  // A conflict of a scan that was just sent is there to be shown; and how this device stands is told with the answer.
  const stopListening = pusher.onSynced((of, { results, standing }) => {
    if (of !== eventId) return;
    attendance.hear(standing);
    if (results.some((result) => result.ok && result.conflict !== null)) keeper.refreshConflicts();
  });
  // A lost phone must not carry a list of names about.
  const stopWatching = attendance.subscribe(() => {
    if (attendance.standing() === "device_revoked") keeper.forget();
  });
  const stop = () => {
    stopListening();
    stopWatching();
    attendance.stop();
    keeper.stop();
  };
  current = { open: { eventId, device: here, keeper, attendance, door }, userId: me.id, stop };
  await keeper.loaded;
  return current.open;
}

/** Leaving for good gives the seats back that nobody has; the next one to be opened needs them no more. */
export async function closeDoor({ isLeaving = false } = {}): Promise<void> {
  if (!current) return;
  const { open, stop } = current;
  current = null;
  stop();
  if (!isLeaving) return;
  const { eventId, device: here } = open;
  const keepSeats = here.scans
    .of(eventId)
    .flatMap(({ person, delivery }) => (delivery.state === "sent" ? [] : (person?.seatId ?? [])));
  // Without an answer they come back by themselves, later.
  await apiDoorServer
    .closeDoor({ eventId, deviceId: here.id, keepSeats }, { signal: AbortSignal.timeout(leavePatienceMs) })
    .catch(() => {});
}

const leavePatienceMs = 2500;

function pendingOf(scans: readonly OwnScan[]): { pendingScans: number; pendingWalkIns: number } {
  const pending = scans.filter(
    ({ delivery }) => delivery.state === "waiting" || delivery.state === "refused",
  );
  const walkIns = pending.filter(({ person }) => typeof person?.seatId === "string");
  return { pendingScans: pending.length, pendingWalkIns: walkIns.length };
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function seatsName(eventId: string): string {
  return `seats.${eventId}`;
}
