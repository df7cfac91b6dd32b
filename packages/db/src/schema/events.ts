import { checkInPointKinds, doorNames } from "@eventmaster/contract/check-in";
import { eventStatuses, revisionStatuses } from "@eventmaster/contract/events";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, searchVector } from "./columns.ts";
import { organizations } from "./organizations.ts";
import { users } from "./users.ts";

export const doorNamesEnum = pgEnum("door_names", doorNames);

export const events = pgTable(
  "events",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    organizerId: uuid("organizer_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    title: text("title").notNull(),
    description: text("description").notNull(),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at").notNull(),
    timeZone: text("time_zone").notNull().default("UTC"),
    location: text("location").notNull(),
    capacity: integer("capacity").notNull(),
    registeredCount: integer("registered_count").notNull().default(0),
    /** Seats that are held: offered to people on the waitlist, or leased to devices at the door. */
    offeredCount: integer("offered_count").notNull().default(0),
    /** How many of those are leased to devices, for people who walk in while they are offline (decision 25). */
    leasedCount: integer("leased_count").notNull().default(0),
    /** Hours that such an offer stands; never past the start. */
    offerHours: integer("offer_hours").notNull().default(12),
    /** How much of a holder's name a scanner carries and shows. */
    doorNames: doorNamesEnum("door_names").notNull().default("full"),
    // Text and no enum, here and where an index has it: comparing enums is not leakproof, and under row-level security
    // PostgreSQL then leaves the index alone (decision 6).
    status: text("status", { enum: eventStatuses }).notNull().default("pending"),
    category: text("category").notNull().default("other"),
    tags: text("tags").array().notNull().default([]),
    /** Whether its holders are reminded a day and an hour before. */
    sendsReminders: boolean("sends_reminders").notNull().default(true),
    registrationOpensAt: instant("registration_opens_at"),
    registrationClosesAt: instant("registration_closes_at"),
    version: integer("version").notNull().default(1),
    decidedBy: uuid("decided_by").references(() => users.id, { onDelete: "set null" }),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** `join_words` is the migration's: array_to_string is not immutable, though for text it could be. */
    search: searchVector("search").generatedAlwaysAs(
      sql`setweight(to_tsvector('simple', search_words(title, false)), 'A') || setweight(to_tsvector('simple', search_words(location || ' ' || join_words(tags), false)), 'B') || setweight(to_tsvector('simple', search_words(description, false)), 'C')`,
    ),
  },
  (table) => [
    // Named by foreign keys, so that a registration cannot lie in another tenant than its event. A constraint and not
    // an index: drizzle-kit writes indexes after the foreign keys that would need them.
    unique("events_organization_id_id_key").on(table.organizationId, table.id),
    index("events_status_start_idx").on(table.organizationId, table.status, table.startAt, table.id),
    index("events_start_idx").on(table.organizationId, table.startAt, table.id),
    index("events_organizer_idx").on(table.organizerId, table.startAt, table.id),
    // Reminders look at every organization's events by the clock.
    index("events_reminders_idx")
      .on(table.startAt)
      .where(sql`${table.status} = 'published' and ${table.sendsReminders}`),
    index("events_tags_idx").using("gin", table.tags),
    index("events_search_idx").using("gin", sql`(${table.title} || ' ' || ${table.location}) gin_trgm_ops`),
    index("events_words_idx").using("gin", table.search),
    index("events_location_idx").using("gin", sql`${table.location} gin_trgm_ops`),
    // Invariant 1: whatever the code does, the database does not oversell.
    check(
      "events_seats",
      sql`${table.registeredCount} >= 0 and ${table.offeredCount} >= 0 and ${table.registeredCount} + ${table.offeredCount} <= ${table.capacity}`,
    ),
    check("events_leases", sql`${table.leasedCount} between 0 and ${table.offeredCount}`),
    check("events_status", oneOf(table.status, eventStatuses)),
    check("events_offer_hours", sql`${table.offerHours} between 1 and 720`),
    check("events_capacity", sql`${table.capacity} between 1 and 1000000`),
    check("events_times", sql`${table.endAt} > ${table.startAt}`),
    check("events_title_length", sql`char_length(${table.title}) between 1 and 200`),
    check("events_description_length", sql`char_length(${table.description}) between 1 and 5000`),
    check("events_location_length", sql`char_length(${table.location}) between 1 and 200`),
  ],
);

/** Who may scan an event without being its organizer. */
export const eventStaff = pgTable(
  "event_staff",
  {
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.userId] }),
    index("event_staff_user_idx").on(table.userId),
    foreignKey({
      name: "event_staff_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

export const checkInPointKindEnum = pgEnum("check_in_point_kind", checkInPointKinds);

/** A gate, a session or a day: each admits a ticket once (invariant 3). Every event has at least one. */
export const checkInPoints = pgTable(
  "check_in_points",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    name: text("name").notNull(),
    kind: checkInPointKindEnum("kind").notNull().default("gate"),
    createdAt: createdAt(),
    /** Not offered any more; kept with what was scanned there. */
    removedAt: instant("removed_at"),
  },
  (table) => [
    // "VIP" and "vip" are one place to whoever stands at the door.
    uniqueIndex("check_in_points_name_key")
      .on(table.eventId, sql`lower(${table.name})`)
      .where(sql`${table.removedAt} is null`),
    index("check_in_points_event_idx").on(table.eventId, table.createdAt, table.id),
    foreignKey({
      name: "check_in_points_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
    check("check_in_points_name_length", sql`char_length(${table.name}) between 1 and 100`),
  ],
);

/** What an organizer wants to change of a published event: the event stays as it is until an admin accepts. */
export const eventRevisions = pgTable(
  "event_revisions",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    proposedBy: uuid("proposed_by").references(() => users.id, { onDelete: "set null" }),
    /** Of each field the event's value when it was proposed, and the proposed one. */
    changes: jsonb("changes").$type<Record<string, { before: unknown; after: unknown }>>().notNull(),
    status: text("status", { enum: revisionStatuses }).notNull().default("open"),
    /** Counts the edits of the proposal: an admin decides on the one that they read. */
    version: integer("version").notNull().default(1),
    reason: text("reason"),
    decidedBy: uuid("decided_by").references(() => users.id, { onDelete: "set null" }),
    decidedAt: instant("decided_at"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    // One open proposal per event: editing again changes it.
    uniqueIndex("event_revisions_open_key")
      .on(table.eventId)
      .where(sql`${table.status} = 'open'`),
    check("event_revisions_status", oneOf(table.status, revisionStatuses)),
    index("event_revisions_event_idx").on(table.eventId, table.createdAt, table.id),
    index("event_revisions_queue_idx").on(table.organizationId, table.status, table.createdAt, table.id),
    index("event_revisions_proposed_by_idx").on(table.proposedBy),
    index("event_revisions_decided_by_idx").on(table.decidedBy),
    foreignKey({
      name: "event_revisions_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);
