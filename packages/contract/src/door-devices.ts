import { z } from "zod";
import { maxSyncScans } from "./check-in.ts";
import { pageInput, pageOf } from "./paging.ts";
import { flag, id, idOut, instant, instantOut, line, unlessMissing } from "./text.ts";

const deviceId = line(100);
const count = z.coerce
  .number("Must be a number")
  .int("Must be a whole number")
  .min(0, "Must be at least 0")
  .max(1_000_000, "Must be at most 1000000")
  .default(0);

/** The most seats that one device holds for people who walk in while it is offline. */
export const maxLeasedSeats = 50;

/** A device says that it works at an event's door: when it opens the event, then about once a minute while it is online. */
export const openDoorInput = z.strictObject({
  eventId: id,
  /** Made on the device, and the same in its scans. */
  deviceId,
  /** What people call it, such as "Bob's phone". */
  name: line(100),
  checkInPointId: id.nullish(),
  /** Scans on the device that no server has answered yet. */
  pendingScans: count,
  /** Leased seats that it has given to somebody, and the server does not know of yet. */
  pendingWalkIns: count,
  /** When the roster that it carries was pulled last. */
  rosterAt: instant.nullish(),
  /** It has no pass of this person for this event: one is made, and shown this once. */
  needsPass: flag.default(false),
  /** It may be offline when somebody walks in: seats are kept for it. */
  wantsSeats: flag.default(false),
});

/** A seat that is kept for whoever walks in while the device is offline, with the ticket code that it gives them. */
export const leasedSeat = z.object({ id: idOut, code: z.string(), expiresAt: instantOut });
export type LeasedSeat = z.infer<typeof leasedSeat>;

export const doorDevice = z.object({
  deviceId: z.string(),
  name: z.string(),
  /** Who opened the door on it last. */
  person: z.object({ id: idOut, displayName: z.string() }).nullable(),
  checkInPoint: z.object({ id: idOut, name: z.string() }).nullable(),
  firstSeenAt: instantOut,
  lastSeenAt: instantOut,
  pendingScans: z.number(),
  rosterAt: instantOut.nullable(),
  leasedSeats: z.number(),
  revoked: z.object({ at: instantOut, by: z.string().nullable(), reason: z.string().nullable() }).nullable(),
});
export type DoorDevice = z.infer<typeof doorDevice>;
export const doorDevicePage = pageOf(doorDevice);

export const openedDoor = z.object({
  device: doorDevice,
  /** Lets the device hand in its scans when nobody is signed in there any more; nothing else. */
  pass: z.object({ token: z.string(), expiresAt: instantOut }).nullable(),
  /** Every seat that is kept for this device and that nobody has, as far as the server knows. */
  seats: z.array(leasedSeat),
  /** Tickets that the event has now: a whole roster has as many that are not cancelled. */
  ticketCount: z.number(),
  serverTime: instantOut,
});
export type OpenedDoor = z.infer<typeof openedDoor>;

/** A device leaves the door, and gives back the seats that it gave to nobody. */
export const closeDoorInput = z.strictObject({
  eventId: id,
  deviceId,
  /** Seats that it has given out and not sent yet. */
  keepSeats: z
    .array(id, unlessMissing("Must be a list of seats"))
    .max(500, "Must be at most 500")
    .default([]),
});
export const closedDoor = z.object({ returnedSeats: z.number() });

/** Devices of an event's door, the one that was heard last first. */
export const listDevicesInput = z.strictObject({ ...pageInput, eventId: id });
export const revokeDeviceInput = z.strictObject({
  eventId: id,
  deviceId,
  reason: line(500).nullish(),
  /** Somebody who leaves the door's staff with it: a device whose storage is cleared is another one to the server. */
  endDutyOf: id.nullish(),
});
export const restoreDeviceInput = z.strictObject({ eventId: id, deviceId });

/** Scans of a device on which nobody is signed in any more, or that was revoked, by the pass that it was given. */
export const handInInput = z.strictObject({
  token: z.string(unlessMissing("Must be text")).max(200, "Must be at most 200 characters"),
  scans: z
    .array(z.unknown(), unlessMissing("Must be a list of scans"))
    .max(maxSyncScans, `Must be at most ${maxSyncScans} scans`),
});

export const serverClock = z.object({ serverTime: instantOut });
