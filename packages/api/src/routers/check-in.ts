import {
  addStaffInput,
  checkInPoint,
  checkInResult,
  createCheckInPointInput,
  deleteCheckInPointInput,
  doorEventPage,
  doorKeys,
  doorSettings,
  listConflictsInput,
  listDoorEventsInput,
  listScansInput,
  loggedScan,
  occupancy,
  removeStaffInput,
  resolveConflictInput,
  roster,
  rosterInput,
  scanPage,
  staffMember,
  syncInput,
  syncResult,
  undoneScan,
  undoScanInput,
  updateCheckInPointInput,
  updateDoorInput,
  verifyInput,
  walkInInput,
} from "@eventmaster/contract/check-in";
import {
  closeDoorInput,
  closedDoor,
  doorDevice,
  doorDevicePage,
  handInInput,
  listDevicesInput,
  openDoorInput,
  openedDoor,
  restoreDeviceInput,
  revokeDeviceInput,
  serverClock,
} from "@eventmaster/contract/door-devices";
import { eventIdInput } from "@eventmaster/contract/events";
import { checkIn as checkInTicket } from "@eventmaster/core/check-in/check-in";
import {
  createCheckInPoint,
  deleteCheckInPoint,
  listCheckInPoints,
  updateCheckInPoint,
} from "@eventmaster/core/check-in/check-in-points";
import { closeDoor } from "@eventmaster/core/check-in/close-door";
import { listConflicts, resolveConflict } from "@eventmaster/core/check-in/conflicts";
import { getDoorKeys } from "@eventmaster/core/check-in/door-keys";
import { addStaff, listStaff, removeStaff } from "@eventmaster/core/check-in/event-staff";
import { getRoster } from "@eventmaster/core/check-in/get-roster";
import { handInScans } from "@eventmaster/core/check-in/hand-in-scans";
import { listDevices } from "@eventmaster/core/check-in/list-devices";
import { listDoorEvents } from "@eventmaster/core/check-in/list-door-events";
import { listScans } from "@eventmaster/core/check-in/list-scans";
import { getOccupancy } from "@eventmaster/core/check-in/occupancy";
import { openDoor } from "@eventmaster/core/check-in/open-door";
import { restoreDevice, revokeDevice } from "@eventmaster/core/check-in/revoke-device";
import { syncScans } from "@eventmaster/core/check-in/sync-scans";
import { undoScan } from "@eventmaster/core/check-in/undo-scan";
import { updateDoor } from "@eventmaster/core/check-in/update-door";
import { walkIn } from "@eventmaster/core/check-in/walk-in";
import { z } from "zod";
import { requires, router } from "../trpc.ts";

export const checkIn = router({
  /** Events whose door the actor may work at. */
  events: requires("ticket:scan")
    .input(listDoorEventsInput)
    .output(doorEventPage)
    .query(({ ctx, input }) => listDoorEvents(ctx, input)),

  verify: requires("ticket:scan")
    .input(verifyInput)
    .output(checkInResult)
    .mutation(({ ctx, input }) => checkInTicket(ctx, input)),

  walkIn: requires("ticket:scan")
    .input(walkInInput)
    .output(checkInResult)
    .mutation(({ ctx, input }) => walkIn(ctx, input)),

  /** Scans that waited on a device, each answered by itself. */
  sync: requires("ticket:scan")
    .input(syncInput)
    .output(syncResult)
    .mutation(({ ctx, input }) => syncScans(ctx, input)),

  /** The same by a device's pass, where nobody is signed in any more, or the device was revoked. */
  handIn: requires("scan:hand-in", "handIn")
    .input(handInInput)
    .output(syncResult)
    .mutation(({ ctx, input }) => handInScans(ctx, input)),

  /** A device says that it works at the door, and is given what it needs to go on without a network. */
  openDoor: requires("ticket:scan")
    .input(openDoorInput)
    .output(openedDoor)
    .mutation(({ ctx, input }) => openDoor(ctx, input)),

  /** It leaves, and gives back the seats that it gave to nobody. */
  closeDoor: requires("ticket:scan")
    .input(closeDoorInput)
    .output(closedDoor)
    .mutation(({ ctx, input }) => closeDoor(ctx, input)),

  devices: requires("door:manage")
    .input(listDevicesInput)
    .output(doorDevicePage)
    .query(({ ctx, input }) => listDevices(ctx, input)),

  revokeDevice: requires("door:manage")
    .input(revokeDeviceInput)
    .output(doorDevice)
    .mutation(({ ctx, input }) => revokeDevice(ctx, input)),

  restoreDevice: requires("door:manage")
    .input(restoreDeviceInput)
    .output(doorDevice)
    .mutation(({ ctx, input }) => restoreDevice(ctx, input)),

  /** The server's time, for clocks that are wrong; an answer also shows that there is a network. */
  clock: requires("scan:hand-in")
    .output(serverClock)
    .query(() => ({ serverTime: new Date().toISOString() })),

  undo: requires("ticket:scan")
    .input(undoScanInput)
    .output(undoneScan)
    .mutation(({ ctx, input }) => undoScan(ctx, input)),

  /** What a scanner needs to decide offline, and what changed of it since a cursor. */
  roster: requires("ticket:scan")
    .input(rosterInput)
    .output(roster)
    .query(({ ctx, input }) => getRoster(ctx, input)),

  keys: requires("ticket:scan")
    .output(doorKeys)
    .query(({ ctx }) => getDoorKeys(ctx)),

  occupancy: requires("ticket:scan")
    .input(eventIdInput)
    .output(occupancy)
    .query(({ ctx, input }) => getOccupancy(ctx, input)),

  scans: requires("ticket:scan")
    .input(listScansInput)
    .output(scanPage)
    .query(({ ctx, input }) => listScans(ctx, input)),

  conflicts: requires("ticket:scan")
    .input(listConflictsInput)
    .output(scanPage)
    .query(({ ctx, input }) => listConflicts(ctx, input)),

  resolveConflict: requires("door:manage")
    .input(resolveConflictInput)
    .output(loggedScan)
    .mutation(({ ctx, input }) => resolveConflict(ctx, input)),

  points: requires("ticket:scan")
    .input(eventIdInput)
    .output(z.array(checkInPoint))
    .query(({ ctx, input }) => listCheckInPoints(ctx, input)),

  createPoint: requires("door:manage")
    .input(createCheckInPointInput)
    .output(checkInPoint)
    .mutation(({ ctx, input }) => createCheckInPoint(ctx, input)),

  updatePoint: requires("door:manage")
    .input(updateCheckInPointInput)
    .output(checkInPoint)
    .mutation(({ ctx, input }) => updateCheckInPoint(ctx, input)),

  deletePoint: requires("door:manage")
    .input(deleteCheckInPointInput)
    .mutation(({ ctx, input }) => deleteCheckInPoint(ctx, input)),

  /** How much of a holder's name the door is shown. */
  updateDoor: requires("door:manage")
    .input(updateDoorInput)
    .output(doorSettings)
    .mutation(({ ctx, input }) => updateDoor(ctx, input)),

  staff: requires("staff:manage")
    .input(eventIdInput)
    .output(z.array(staffMember))
    .query(({ ctx, input }) => listStaff(ctx, input)),

  addStaff: requires("staff:manage")
    .input(addStaffInput)
    .output(staffMember)
    .mutation(({ ctx, input }) => addStaff(ctx, input)),

  removeStaff: requires("staff:manage")
    .input(removeStaffInput)
    .mutation(({ ctx, input }) => removeStaff(ctx, input)),
});
