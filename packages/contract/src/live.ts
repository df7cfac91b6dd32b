import { z } from "zod";
import { occupancy, scanDirections } from "./check-in.ts";
import { eventStatuses } from "./events.ts";
import { id, idOut, instantOut, line, unlessMissing } from "./text.ts";
import { verdicts } from "./verdicts.ts";

const lastEventId = z
  .string(unlessMissing("Must be text"))
  .max(300, "Must be at most 300 characters")
  .nullish();

/** `lastEventId` is the id of the last message of an earlier connection: what came since is told first. */
export const watchEventInput = z.strictObject({ eventId: id, lastEventId, deviceId: line(100).nullish() });

/** A scan that was received just now, at whichever server. */
export const liveScan = z.object({
  scanId: idOut,
  registrationId: idOut.nullable(),
  holderName: z.string().nullable(),
  checkInPointId: idOut,
  direction: z.enum(scanDirections),
  verdict: z.enum(verdicts),
  deviceVerdict: z.enum(verdicts).nullable(),
  /** It admits nobody, as long as nobody says that it counts. */
  isHeld: z.boolean(),
  deviceId: z.string().nullable(),
  scannedBy: z.string().nullable(),
  scannedAt: instantOut,
});
export type LiveScan = z.infer<typeof liveScan>;

/**
 * What changed at an event: its counts as they are now, and each scan and each undoing since the message before. A message
 * without either says that something else changed, such as a registration: a scanner pulls its roster. A scan may be told
 * again after a reconnect; none is left out.
 */
export const eventUpdate = z.object({
  counts: occupancy,
  scans: z.array(liveScan),
  undone: z.array(z.object({ scanId: idOut, registrationId: idOut.nullable(), checkInPointId: idOut })),
});
export type EventUpdate = z.infer<typeof eventUpdate>;

export const watchSeatsInput = z.strictObject({ eventId: id, lastEventId });

/**
 * What an event's page keeps fresh while it is open, for everybody who may see the event: its seats. Another version or
 * status says that the event itself is to be read anew.
 */
export const seatsUpdate = z.object({
  capacity: z.number(),
  registeredCount: z.number(),
  seatsLeft: z.number(),
  status: z.enum(eventStatuses),
  version: z.number(),
});
export type SeatsUpdate = z.infer<typeof seatsUpdate>;

export const watchManagedInput = z.strictObject({ lastEventId });

export const managedEvent = z.object({
  id: idOut,
  status: z.enum(eventStatuses),
  capacity: z.number(),
  registeredCount: z.number(),
  offeredCount: z.number(),
});

/**
 * For the pages of organizers and admins. The first message has all of their events that are not over, also after a
 * reconnect: what is told is how things are, so nothing can be missed.
 */
export const managedUpdate = z.object({
  isSnapshot: z.boolean(),
  /** Events that wait for approval: all for an admin, their own for an organizer. */
  pendingCount: z.number(),
  events: z.array(managedEvent),
  /** Deleted, or not theirs any more. */
  removed: z.array(idOut),
});
export type ManagedUpdate = z.infer<typeof managedUpdate>;
