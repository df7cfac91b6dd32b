import { scanDirections, scanMarks } from "@eventmaster/contract/check-in";
import { verdicts } from "@eventmaster/contract/verdicts";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, transactionId } from "./columns.ts";
import { checkInPoints, events } from "./events.ts";
import { registrations } from "./registrations.ts";
import { users } from "./users.ts";

export const verdictEnum = pgEnum("verdict", verdicts);

export const scanDirectionEnum = pgEnum("scan_direction", scanDirections);

/** Every reading of a code at a device, whatever came of it. Append-only: a trigger refuses updates. */
export const scans = pgTable(
  "scans",
  {
    /** Made on the device, so that a scan sent twice is one scan (invariant 4). */
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    registrationId: uuid("registration_id").references(() => registrations.id, { onDelete: "cascade" }),
    checkInPointId: uuid("check_in_point_id")
      .notNull()
      .references(() => checkInPoints.id, { onDelete: "cascade" }),
    deviceId: text("device_id"),
    scannedBy: uuid("scanned_by").references(() => users.id, { onDelete: "set null" }),
    /** The device's time, corrected by the server's clock. */
    scannedAt: instant("scanned_at").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    direction: scanDirectionEnum("direction").notNull().default("entry"),
    verdict: verdictEnum("verdict").notNull(),
    /** What the device itself showed while it was offline; a difference from the verdict is a conflict to resolve. */
    deviceVerdict: verdictEnum("device_verdict"),
    /** SHA-256 of what was scanned, where and which way: the same id with another is another scan. */
    digest: text("digest"),
    /** How the device stood that handed it in, if not as it should. */
    mark: text("mark", { enum: scanMarks }),
    /** Somebody went through, but it admits nobody until somebody says that it counts (decision 24). */
    isHeld: boolean("is_held").notNull().default(false),
    recordedIn: transactionId("recorded_in")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("scans_event_received_idx").on(table.eventId, table.receivedAt, table.id),
    index("scans_event_recorded_idx").on(table.eventId, table.recordedIn, table.id),
    index("scans_registration_idx").on(table.registrationId),
    index("scans_check_in_point_idx").on(table.checkInPointId),
    index("scans_scanned_by_idx").on(table.scannedBy),
    check("scans_mark", oneOf(table.mark, scanMarks)),
    check("scans_held", sql`not ${table.isHeld} or ${table.mark} is not null`),
    foreignKey({
      name: "scans_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

/**
 * The one scan that let a ticket in at a check-in point: the primary key is invariant 3. It follows from the scans: the
 * earliest entry that was not undone.
 */
export const admissions = pgTable(
  "admissions",
  {
    registrationId: uuid("registration_id")
      .notNull()
      .references(() => registrations.id, { onDelete: "cascade" }),
    checkInPointId: uuid("check_in_point_id")
      .notNull()
      .references(() => checkInPoints.id, { onDelete: "cascade" }),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    scanId: uuid("scan_id")
      .notNull()
      .references(() => scans.id, { onDelete: "cascade" }),
    admittedAt: instant("admitted_at").notNull(),
    admittedBy: uuid("admitted_by").references(() => users.id, { onDelete: "set null" }),
    deviceId: text("device_id"),
    /** When it went out after its last entry; null while it is inside. */
    leftAt: instant("left_at"),
  },
  (table) => [
    primaryKey({ columns: [table.registrationId, table.checkInPointId] }),
    index("admissions_admitted_idx").on(table.organizationId, table.admittedAt),
    index("admissions_event_admitted_idx").on(table.eventId, table.admittedAt),
    index("admissions_scan_idx").on(table.scanId),
    index("admissions_check_in_point_idx").on(table.checkInPointId),
    index("admissions_admitted_by_idx").on(table.admittedBy),
    foreignKey({
      name: "admissions_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

/** Admissions that were taken back, with the reason: the scan itself stays as it was. */
export const undoneScans = pgTable(
  "undone_scans",
  {
    scanId: uuid("scan_id")
      .primaryKey()
      .references(() => scans.id, { onDelete: "cascade" }),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    reason: text("reason").notNull(),
    undoneBy: uuid("undone_by").references(() => users.id, { onDelete: "set null" }),
    undoneAt: instant("undone_at").notNull().defaultNow(),
    recordedIn: transactionId("recorded_in")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("undone_scans_event_idx").on(table.eventId, table.recordedIn, table.scanId),
    index("undone_scans_undone_by_idx").on(table.undoneBy),
    foreignKey({
      name: "undone_scans_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

/** Conflicts that somebody has looked into (what a conflict is follows from the scans). Append-only. */
export const conflictResolutions = pgTable(
  "conflict_resolutions",
  {
    scanId: uuid("scan_id")
      .primaryKey()
      .references(() => scans.id, { onDelete: "cascade" }),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    note: text("note").notNull(),
    /** Of a held scan: whether it admits the ticket. */
    counts: boolean("counts"),
    resolvedBy: uuid("resolved_by").references(() => users.id, { onDelete: "set null" }),
    resolvedAt: instant("resolved_at").notNull().defaultNow(),
  },
  (table) => [
    index("conflict_resolutions_event_idx").on(table.eventId),
    index("conflict_resolutions_resolved_by_idx").on(table.resolvedBy),
    foreignKey({
      name: "conflict_resolutions_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

/** Registrations that are gone altogether, with their person: rosters on devices must drop them. Written by a trigger. */
export const rosterRemovals = pgTable(
  "roster_removals",
  {
    registrationId: uuid("registration_id").primaryKey(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    removedIn: transactionId("removed_in")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("roster_removals_event_idx").on(table.eventId, table.removedIn),
    foreignKey({
      name: "roster_removals_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

/** Ed25519 keys that sign ticket codes. The newest that is not retired signs; all of them verify. */
export const ticketKeys = pgTable("ticket_keys", {
  keyId: smallint("key_id").primaryKey(),
  /** base64 of the 32-byte seed. */
  secretKey: text("secret_key").notNull(),
  /** base64 of the 32 bytes. */
  publicKey: text("public_key").notNull(),
  createdAt: createdAt(),
  retiredAt: instant("retired_at"),
});
