import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { attendee } from "./registrations.ts";
import {
  displayName,
  email,
  flag,
  id,
  idOut,
  instant,
  instantOut,
  line,
  searchText,
  unlessMissing,
} from "./text.ts";
import { verdicts } from "./verdicts.ts";

export const checkInPointKinds = ["gate", "session", "day"] as const;
export const scanDirections = ["entry", "exit"] as const;

/** How much of a holder's name a scanner carries: all of it, "Ada L.", or nothing (and then no email either). */
export const doorNames = ["full", "short", "hidden"] as const;
export type DoorNames = (typeof doorNames)[number];

/**
 * How a device stands that hands in scans: nobody is signed in there any more, whoever was is not on the door's staff any
 * more, or the device was taken off the door.
 */
export const deviceStandings = ["good", "signed_out", "duty_ended", "device_revoked"] as const;
export type DeviceStanding = (typeof deviceStandings)[number];
/** What a scan is marked with that was handed in so. */
export const scanMarks = ["signed_out", "duty_ended", "device_revoked"] as const;
export type ScanMark = (typeof scanMarks)[number];

const deviceId = line(100);
const direction = z.enum(scanDirections, unlessMissing(`Must be one of ${scanDirections.join(", ")}`));
const verdict = z.enum(verdicts, unlessMissing(`Must be one of ${verdicts.join(", ")}`));
const qrCode = z
  .string(unlessMissing("Must be text"))
  .min(1, "Must not be empty")
  .max(4096, "Must be at most 4096 characters");

/**
 * One scan. `scanId` is made on the device: the same scan sent twice is answered with the first outcome.
 * `scannedAt` is the device's time of reading, for scans that waited; the server's time when left out.
 */
export const verifyInput = z.strictObject({
  /** Any text at all: what is not one of our codes is answered with `unknown`. */
  qrCode,
  eventId: id.nullish(),
  scanId: id.nullish(),
  checkInPointId: id.nullish(),
  deviceId: deviceId.nullish(),
  scannedAt: instant.nullish(),
  /** Out is never refused to a good ticket; who was seen going out may come in again. */
  direction: direction.nullish(),
});

export const walkInInput = z.strictObject({
  eventId: id,
  email,
  /** Needed when the email is not known yet; a known person keeps the name they have. */
  displayName: displayName.nullish(),
  scanId: id.nullish(),
  checkInPointId: id.nullish(),
  deviceId: deviceId.nullish(),
  /** A seat that is kept for this device, for a walk-in that it has given the seat's code. */
  seatId: id.nullish(),
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

/** The answer at the door. `success` is true for `admitted` and `left`; a refusal is an answer, not an error. */
export const checkInResult = z.object({
  success: z.boolean(),
  verdict: z.enum(verdicts),
  message: z.string(),
  scanId: idOut,
  /** An `admitted` that is not the first: the ticket had left and came back. */
  isReEntry: z.boolean().optional(),
  registration: attendee.nullable(),
  admission: admission.nullable(),
});
export type CheckInResult = z.infer<typeof checkInResult>;

/** A gate, a session or a day: each admits a ticket once. All gates lead into one room, the others are rooms of their own. */
export const checkInPoint = z.object({ id: idOut, name: z.string(), kind: z.enum(checkInPointKinds) });
export type CheckInPoint = z.infer<typeof checkInPoint>;

const pointKind = z.enum(checkInPointKinds, unlessMissing(`Must be one of ${checkInPointKinds.join(", ")}`));
/** Of one event, so that they are told as one list. */
export const maxCheckInPoints = 100;

export const createCheckInPointInput = z.strictObject({
  eventId: id,
  name: line(100),
  kind: pointKind.default("gate"),
});
export const updateCheckInPointInput = z.strictObject({
  checkInPointId: id,
  name: line(100).optional(),
  kind: pointKind.optional(),
});
export const deleteCheckInPointInput = z.strictObject({
  checkInPointId: id,
  /** Yes: also though tickets were admitted there. What was scanned is kept. */
  evenWithAdmissions: flag.default(false),
});

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
  checkInPoints: z.array(checkInPoint),
});
export type DoorEvent = z.infer<typeof doorEvent>;
export const doorEventPage = pageOf(doorEvent);

/** People on the door staff of one event, told as one list. */
export const maxStaff = 500;

/** Somebody on an event's door staff: may scan this event without being its organizer. */
export const staffMember = z.object({ userId: idOut, displayName: z.string(), email: z.string() });
export const addStaffInput = z.strictObject({ eventId: id, email });
export const removeStaffInput = z.strictObject({ eventId: id, userId: id });

/** How the door of an event works. */
export const doorSettings = z.object({ eventId: idOut, doorNames: z.enum(doorNames) });
export const updateDoorInput = z.strictObject({
  eventId: id,
  doorNames: z.enum(doorNames, unlessMissing(`Must be one of ${doorNames.join(", ")}`)),
});

/** Takes back what a scan did: its reason stays with it. */
export const undoScanInput = z.strictObject({ scanId: id, reason: line(500) });
export const undoneScan = z.object({
  scanId: idOut,
  reason: z.string(),
  undoneAt: instantOut,
  undoneBy: z.string().nullable(),
  /** The ticket's own state now: admitted still by another scan, at another point, or not at all. */
  registrationStatus: z.enum(["registered", "checked_in", "cancelled"]),
});
export type UndoneScan = z.infer<typeof undoneScan>;

/** Who is where. `inside` of the event counts people once; gates count together. */
export const occupancy = z.object({
  eventId: idOut,
  registered: z.number(),
  /** Seats held for people on the waitlist. */
  offered: z.number(),
  /** Seats kept for devices at the door, for people who walk in while they are offline. */
  leased: z.number(),
  capacity: z.number(),
  /** People with an admission at any point. */
  admitted: z.number(),
  inside: z.number(),
  points: z.array(checkInPoint.extend({ admitted: z.number(), inside: z.number() })),
});
export type Occupancy = z.infer<typeof occupancy>;

/** The most scans that one call of `sync` takes. */
export const maxSyncScans = 500;

/**
 * One scan that waited on a device. `scannedAt` is the time of reading, corrected by the server's clock; `deviceVerdict` is
 * what the device showed: who was turned away stays out, whatever is known by now, and who was let in is in.
 */
export const queuedScan = z
  .strictObject({
    scanId: id,
    /** A reading of a code; or, for a walk-in, the person's email and name. */
    qrCode: qrCode.nullish(),
    email: email.nullish(),
    displayName: displayName.nullish(),
    /** Of a walk-in who was given the code of a seat that is kept for the device. */
    seatId: id.nullish(),
    overrideReason: line(500).nullish(),
    checkInPointId: id,
    direction: direction.default("entry"),
    deviceId: deviceId.nullish(),
    scannedAt: instant,
    deviceVerdict: verdict,
  })
  .superRefine((scan, context) => {
    const isCode = typeof scan.qrCode === "string";
    if (isCode === (typeof scan.email === "string"))
      context.addIssue({
        code: "custom",
        path: ["qrCode"],
        message: "Must be either a code or a walk-in's email",
      });
    if (isCode && typeof scan.seatId === "string")
      context.addIssue({ code: "custom", path: ["seatId"], message: "Is for a walk-in" });
    const isOut = scan.direction === "exit";
    if (isOut && !isCode)
      context.addIssue({ code: "custom", path: ["direction"], message: "A walk-in is an entry" });
    const isUnfit = isOut
      ? scan.deviceVerdict === "admitted" || scan.deviceVerdict === "already_admitted"
      : scan.deviceVerdict === "left";
    if (isUnfit)
      context.addIssue({ code: "custom", path: ["deviceVerdict"], message: "Does not fit the direction" });
  });
export type QueuedScan = z.infer<typeof queuedScan>;

export const syncInput = z.strictObject({
  eventId: id,
  /** Each is parsed by itself: one bad row does not fail the others. */
  scans: z
    .array(z.unknown(), unlessMissing("Must be a list of scans"))
    .max(maxSyncScans, `Must be at most ${maxSyncScans} scans`),
});

/** Who let the ticket in before, or the verdict that the device did not know of. `held`: it does not count until somebody says so. */
export const conflict = z.object({
  kind: z.enum(["admitted_twice", "admitted_though_refused", "held"]),
  /** The earlier entry; null where the ticket should not have been let in at all. */
  scanId: idOut.nullable(),
  admittedAt: instantOut.nullable(),
  admittedBy: z.string().nullable(),
  deviceId: z.string().nullable(),
  deviceName: z.string().nullable(),
  checkInPoint: z.string().nullable(),
});
export type Conflict = z.infer<typeof conflict>;

/** What became of one queued scan. An error is this scan's own; it was not kept, and the device must not forget it. */
export const syncedScan = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    scanId: idOut,
    verdict: z.enum(verdicts),
    deviceVerdict: z.enum(verdicts).nullable(),
    isReEntry: z.boolean(),
    registrationId: idOut.nullable(),
    isUndone: z.boolean(),
    mark: z.enum(scanMarks).nullable(),
    /** Kept, but it admits nobody until somebody who manages the event says that it counts. */
    isHeld: z.boolean(),
    conflict: conflict.nullable(),
  }),
  z.object({
    ok: z.literal(false),
    /** Null where the row named none. */
    scanId: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()),
    /** Whether sending it again later may help. */
    isWorthRetrying: z.boolean(),
  }),
]);
export type SyncedScan = z.infer<typeof syncedScan>;
/** In the order in which the scans were sent. */
export const syncResult = z.object({
  results: z.array(syncedScan),
  /** Of the device whose scans these are: other than `good`, it has no business at the door any more. */
  standing: z.enum(deviceStandings),
  serverTime: instantOut,
});
export type SyncResult = z.infer<typeof syncResult>;

const person = z.object({ id: idOut, displayName: z.string() });

/** One scan of an event's log, whatever came of it. */
export const loggedScan = z.object({
  id: idOut,
  scannedAt: instantOut,
  receivedAt: instantOut,
  direction: z.enum(scanDirections),
  verdict: z.enum(verdicts),
  deviceVerdict: z.enum(verdicts).nullable(),
  deviceId: z.string().nullable(),
  /** What the device is called; null if it never said. */
  deviceName: z.string().nullable(),
  mark: z.enum(scanMarks).nullable(),
  isHeld: z.boolean(),
  checkInPoint: checkInPoint.pick({ id: true, name: true }),
  scannedBy: person.nullable(),
  registration: z.object({ id: idOut, holderName: z.string().nullable() }).nullable(),
  /** The one that let the ticket in at this point. */
  isAdmission: z.boolean(),
  undone: z.object({ at: instantOut, by: z.string().nullable(), reason: z.string() }).nullable(),
  conflict: conflict.nullable(),
  resolution: z
    .object({
      at: instantOut,
      by: z.string().nullable(),
      note: z.string(),
      /** Of a held scan: whether it counts. */
      counts: z.boolean().nullable(),
    })
    .nullable(),
});
export type LoggedScan = z.infer<typeof loggedScan>;
export const scanPage = pageOf(loggedScan);

/** By the time of receipt, newest first. `q` finds holders by name or email. */
export const listScansInput = z.strictObject({
  ...pageInput,
  eventId: id,
  verdict: verdict.optional(),
  direction: direction.optional(),
  checkInPointId: id.optional(),
  deviceId: deviceId.optional(),
  /** Only scans that were handed in by a device without a sign-in, or a revoked one; or only the others. */
  isMarked: flag.optional(),
  scannedBy: id.optional(),
  registrationId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  q: searchText.optional(),
});

/** Scans that let somebody in who was in already, or should not have been, and held ones: open until somebody says what came of it. */
export const listConflictsInput = z.strictObject({
  ...pageInput,
  eventId: id,
  status: z.enum(["open", "resolved", "all"], "Must be open, resolved or all").default("open"),
  deviceId: deviceId.optional(),
});
export const resolveConflictInput = z.strictObject({
  scanId: id,
  note: line(500),
  /** Of a held scan: yes, it happened, and it admits the ticket. */
  counts: flag.optional(),
});

/** The most registrations of one answer of `roster`. */
export const maxRosterEntries = 5000;

/** `cursor` is the one of the answer before, also of days ago: what is answered changed since. */
export const rosterInput = z.strictObject({
  eventId: id,
  deviceId: deviceId.nullish(),
  cursor: z.string(unlessMissing("Must be text")).max(200, "Must be at most 200 characters").nullish(),
  limit: z.coerce
    .number("Must be a number")
    .int("Must be a whole number")
    .min(1, "Must be at least 1")
    .max(maxRosterEntries, `Must be at most ${maxRosterEntries}`)
    .default(maxRosterEntries),
});

/** What a scanner must know of a ticket to decide by itself. Of a cancelled one, no more than that it is. */
export const rosterEntry = z.object({
  id: idOut,
  status: z.enum(["registered", "checked_in", "cancelled"]),
  generation: z.number(),
  /** As much as the event's `doorNames` allows. */
  holderName: z.string().nullable(),
  email: z.string().nullable(),
  admissions: z.array(
    z.object({
      checkInPointId: idOut,
      scanId: idOut,
      admittedAt: instantOut,
      admittedBy: z.string().nullable(),
      deviceId: z.string().nullable(),
      /** When it went out after its last entry there; null while it is inside. */
      leftAt: instantOut.nullable(),
    }),
  ),
});
export type RosterEntry = z.infer<typeof rosterEntry>;

export const roster = z.object({
  event: z.object({
    id: idOut,
    title: z.string(),
    status: z.enum(["pending", "published", "rejected", "cancelled"]),
    startAt: instantOut,
    endAt: instantOut,
    timeZone: z.string(),
    doorNames: z.enum(doorNames),
    capacity: z.number(),
    registeredCount: z.number(),
    checkInPoints: z.array(checkInPoint),
  }),
  /** Forget what you have of this event: the cursor was of another database, and this is the first page of all. */
  isFresh: z.boolean(),
  entries: z.array(rosterEntry),
  /** Registrations that are gone altogether. */
  removed: z.array(idOut),
  /** A code of the registration `id` stands for another one: of a walk-in who was registered already. */
  aliases: z.array(z.object({ id: idOut, registrationId: idOut, generation: z.number() })),
  cursor: z.string(),
  /** Ask again at once. */
  hasMore: z.boolean(),
  serverTime: instantOut,
});
export type Roster = z.infer<typeof roster>;

/** The public halves of the keys that sign ticket codes: a scanner needs all of them. */
export const doorKeys = z.object({
  keys: z.array(z.object({ keyId: z.number(), /** 32 bytes of Ed25519 in base64. */ publicKey: z.string() })),
  serverTime: instantOut,
});
export type DoorKeys = z.infer<typeof doorKeys>;
