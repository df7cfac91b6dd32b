import { messageAudiences } from "@eventmaster/contract/messages";
import { mailKinds, reminderKinds } from "@eventmaster/contract/notifications";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf } from "./columns.ts";
import { events } from "./events.ts";
import { organizations } from "./organizations.ts";
import { users } from "./users.ts";

/** Kinds of mails that a person switched off: their own, whatever organization sends. */
export const mailOptOuts = pgTable(
  "mail_opt_outs",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: mailKinds }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind] })],
);

/** Addresses that a mail server refused for good while it was told a mail of this organization. */
export const suppressedAddresses = pgTable(
  "suppressed_addresses",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** In small letters. */
    address: text("address").notNull(),
    /** The server's answer by its codes, such as `550 5.1.1`. */
    reason: text("reason").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("suppressed_addresses_address_key").on(table.organizationId, table.address),
    index("suppressed_addresses_created_idx").on(table.organizationId, table.createdAt, table.id),
  ],
);

/** That an event's holders were reminded of that beginning: once for each kind, whichever workers look at the clock. */
export const eventReminders = pgTable(
  "event_reminders",
  {
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    kind: text("kind", { enum: reminderKinds }).notNull(),
    startAt: instant("start_at").notNull(),
    remindedAt: instant("reminded_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.kind, table.startAt] }),
    check("event_reminders_kind", oneOf(table.kind, reminderKinds)),
    foreignKey({
      name: "event_reminders_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

/** A person's private address for calendar programs: one at a time, kept as a SHA-256 only. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("calendar_feeds_hash_key").on(table.tokenHash)],
);

/** What an organizer wrote to people of an event. */
export const eventMessages = pgTable(
  "event_messages",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    senderId: uuid("sender_id").references(() => users.id, { onDelete: "set null" }),
    audience: text("audience", { enum: messageAudiences }).notNull(),
    subject: text("subject").notNull(),
    /** Markdown, as typed. */
    body: text("body").notNull(),
    /** Goes also to those who want no messages: something that they must know. */
    isEssential: boolean("is_essential").notNull().default(false),
    recipientCount: integer("recipient_count").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index("event_messages_event_idx").on(table.eventId, table.createdAt, table.id),
    index("event_messages_sender_idx").on(table.senderId),
    check("event_messages_audience", oneOf(table.audience, messageAudiences)),
    check("event_messages_subject_length", sql`char_length(${table.subject}) between 1 and 150`),
    check("event_messages_body_length", sql`char_length(${table.body}) between 1 and 10000`),
    foreignKey({
      name: "event_messages_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);
