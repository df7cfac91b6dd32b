import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { attendee } from "./registrations.ts";
import { displayName, email, id, idOut, instant, instantOut, line, unlessMissing } from "./text.ts";
import { verdicts } from "./verdicts.ts";

export const checkInPointKinds = ["gate", "session", "day"] as const;
export const scanDirections = ["entry", "exit"] as const;

const deviceId = line(100);

/**
 * One scan. `scanId` is made on the device: the same scan sent twice is answered with the first outcome.
 * `scannedAt` is the device's time of reading, for scans that waited; the server's time when left out.
 */
export const verifyInput = z.strictObject({
  /** Any text at all: what is not one of our codes is answered with `unknown`. */
  qrCode: z
    .string(unlessMissing("Must be text"))
    .min(1, "Must not be empty")
    .max(4096, "Must be at most 4096 characters"),
  eventId: id.nullish(),
  scanId: id.nullish(),
  checkInPointId: id.nullish(),
  deviceId: deviceId.nullish(),
  scannedAt: instant.nullish(),
});

export const walkInInput = z.strictObject({
  eventId: id,
  email,
  /** Needed when the email is not known yet; a known person keeps the name they have. */
  displayName: displayName.nullish(),
  scanId: id.nullish(),
  checkInPointId: id.nullish(),
  deviceId: deviceId.nullish(),
  /** An admin's reason to let somebody into a full event: capacity is raised by one, and audited. */
  overrideReason: line(500).nullish(),
});

/** The one scan that let a ticket in. */
export const admission = z.object({
  admittedAt: instantOut,
  admittedBy: z.string().nullable(),
  checkInPoint: z.string().nullable(),
  deviceId: z.string().nullable(),
});

/** The answer at the door. `success` is true only for `admitted`; a refusal is an answer, not an error. */
export const checkInResult = z.object({
  success: z.boolean(),
  verdict: z.enum(verdicts),
  message: z.string(),
  scanId: idOut,
  registration: attendee.nullable(),
  admission: admission.nullable(),
});
export type CheckInResult = z.infer<typeof checkInResult>;

/** Events that the person may scan now: theirs, those they are staff of, or all for an admin. */
export const listDoorEventsInput = z.strictObject({ ...pageInput });
export const doorEvent = z.object({
  id: idOut,
  title: z.string(),
  startAt: instantOut,
  endAt: instantOut,
  timeZone: z.string(),
  location: z.string(),
  category: z.string(),
  registeredCount: z.number(),
  checkedInCount: z.number(),
  capacity: z.number(),
  checkInPoints: z.array(z.object({ id: idOut, name: z.string() })),
});
export type DoorEvent = z.infer<typeof doorEvent>;
export const doorEventPage = pageOf(doorEvent);

/** Everybody on an event's door staff: may scan this event without being its organizer. */
export const staffMember = z.object({ userId: idOut, displayName: z.string(), email: z.string() });
export const addStaffInput = z.strictObject({ eventId: id, email });
export const removeStaffInput = z.strictObject({ eventId: id, userId: id });
