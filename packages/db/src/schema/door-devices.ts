import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, transactionId } from "./columns.ts";
import { checkInPoints, events } from "./events.ts";
import { registrations } from "./registrations.ts";
import { sessions } from "./sessions.ts";
import { users } from "./users.ts";

/** A device that works, or worked, at an event's door. It names itself. */
export const doorDevices = pgTable(
  "door_devices",
  {
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    deviceId: text("device_id").notNull(),
    /** For lists, which go on after an id. */
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** Who opened the door on it last, and by which sign-in: revoking the device ends that. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    sessionId: uuid("session_id").references(() => sessions.id, { onDelete: "set null" }),
    checkInPointId: uuid("check_in_point_id").references(() => checkInPoints.id, { onDelete: "set null" }),
    firstSeenAt: instant("first_seen_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    pendingScans: integer("pending_scans").notNull().default(0),
    rosterAt: instant("roster_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: uuid("revoked_by").references(() => users.id, { onDelete: "set null" }),
    revokeReason: text("revoke_reason"),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.deviceId] }),
    index("door_devices_seen_idx").on(table.eventId, table.lastSeenAt, table.id),
    index("door_devices_user_idx").on(table.userId),
    index("door_devices_session_idx").on(table.sessionId),
    index("door_devices_point_idx").on(table.checkInPointId),
    index("door_devices_revoked_by_idx").on(table.revokedBy),
    foreignKey({
      name: "door_devices_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
    check("door_devices_name_length", sql`char_length(${table.name}) between 1 and 100`),
  ],
);

/** What lets a device hand in one person's scans of one event after their sign-in has ended (decision 24). */
export const doorPasses = pgTable(
  "door_passes",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    deviceId: text("device_id").notNull(),
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    sessionId: uuid("session_id").references(() => sessions.id, { onDelete: "set null" }),
    /** SHA-256; the token itself is only on the device. */
    tokenHash: text("token_hash").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    /** When the person was taken off the door's staff: what they scanned before counts. */
    dutyEndedAt: instant("duty_ended_at"),
  },
  (table) => [
    index("door_passes_device_idx").on(table.eventId, table.deviceId),
    index("door_passes_user_idx").on(table.userId),
    index("door_passes_session_idx").on(table.sessionId),
    foreignKey({
      name: "door_passes_device_fk",
      columns: [table.eventId, table.deviceId],
      foreignColumns: [doorDevices.eventId, doorDevices.deviceId],
    }).onDelete("cascade"),
  ],
);

export const leaseStatuses = ["held", "used", "returned", "expired"] as const;

/**
 * A seat kept for whoever walks in while a device is offline (decision 25). Its id is the one that their registration gets:
 * the device has the ticket code of it already.
 */
export const leasedSeats = pgTable(
  "leased_seats",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    deviceId: text("device_id").notNull(),
    status: text("status", { enum: leaseStatuses }).notNull().default("held"),
    leasedAt: instant("leased_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    /** The registration that its code stands for: its own, or the one that the walk-in had already. */
    registrationId: uuid("registration_id").references(() => registrations.id, { onDelete: "set null" }),
    /** The generation of that registration for which it stands. */
    generation: integer("generation"),
    /** Set by a trigger, as of registrations: rosters ask for what changed since. */
    changedIn: transactionId("changed_in")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("leased_seats_device_idx").on(table.eventId, table.deviceId, table.status),
    index("leased_seats_changed_idx").on(table.eventId, table.changedIn),
    index("leased_seats_expiry_idx")
      .on(table.eventId, table.expiresAt)
      .where(sql`${table.status} = 'held'`),
    index("leased_seats_registration_idx").on(table.registrationId),
    foreignKey({
      name: "leased_seats_device_fk",
      columns: [table.eventId, table.deviceId],
      foreignColumns: [doorDevices.eventId, doorDevices.deviceId],
    }).onDelete("cascade"),
    check("leased_seats_status", oneOf(table.status, leaseStatuses)),
  ],
);
