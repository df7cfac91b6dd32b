import {
  questionKinds,
  registrationSources,
  registrationStatuses,
} from "@eventmaster/contract/registrations";
import { waitlistStatuses } from "@eventmaster/contract/waitlist";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, transactionId, oneOf } from "./columns.ts";
import { events } from "./events.ts";
import { users } from "./users.ts";

export const registrationStatusEnum = pgEnum("registration_status", registrationStatuses);
export const registrationSourceEnum = pgEnum("registration_source", registrationSources);

export const registrations = pgTable(
  "registrations",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    status: registrationStatusEnum("status").notNull().default("registered"),
    qrCode: text("qr_code").notNull(),
    /** Counts the ticket codes given out for this registration; only the newest opens the door. */
    generation: integer("generation").notNull().default(1),
    /** How often a cancellation was taken back, code and all: calendars take each for a change. */
    restoredCount: integer("restored_count").notNull().default(0),
    source: registrationSourceEnum("source").notNull().default("self"),
    /** Copies of the event's (seed, decision 4): in step while the registration is live, frozen once the event is over. */
    eventTitle: text("event_title").notNull(),
    eventStartAt: instant("event_start_at").notNull(),
    createdAt: createdAt(),
    cancelledAt: instant("cancelled_at"),
    /** Set by a trigger: what a scanner's roster asks for is what changed since. */
    changedIn: transactionId("changed_in")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("registrations_event_changed_idx").on(table.eventId, table.changedIn, table.id),
    uniqueIndex("registrations_event_user_key").on(table.eventId, table.userId),
    uniqueIndex("registrations_qr_code_key").on(table.qrCode),
    index("registrations_event_created_idx").on(table.eventId, table.createdAt, table.id),
    // For reports on a period.
    index("registrations_created_idx").on(table.organizationId, table.createdAt),
    index("registrations_cancelled_idx")
      .on(table.organizationId, table.cancelledAt)
      .where(sql`${table.cancelledAt} is not null`),
    index("registrations_user_start_idx").on(table.userId, table.eventStartAt, table.id),
    foreignKey({
      name: "registrations_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
    check("registrations_generation", sql`${table.generation} between 1 and 65535`),
  ],
);

export const waitlistEntries = pgTable(
  "waitlist_entries",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    status: text("status", { enum: waitlistStatuses }).notNull().default("waiting"),
    joinedAt: instant("joined_at").notNull().defaultNow(),
    offeredAt: instant("offered_at"),
    offerExpiresAt: instant("offer_expires_at"),
  },
  (table) => [
    uniqueIndex("waitlist_entries_event_user_key").on(table.eventId, table.userId),
    check("waitlist_entries_status", oneOf(table.status, waitlistStatuses)),
    index("waitlist_entries_queue_idx").on(table.eventId, table.status, table.joinedAt, table.id),
    index("waitlist_entries_user_idx").on(table.userId),
    index("waitlist_entries_expiry_idx")
      .on(table.offerExpiresAt)
      .where(sql`${table.status} = 'offered'`),
    foreignKey({
      name: "waitlist_entries_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

export const questionKindEnum = pgEnum("question_kind", questionKinds);

/** What an event asks of those who register. */
export const questions = pgTable(
  "questions",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    position: integer("position").notNull(),
    label: text("label").notNull(),
    kind: questionKindEnum("kind").notNull(),
    /** What can be chosen; empty for text and checkbox. */
    options: text("options").array().notNull().default([]),
    isRequired: boolean("is_required").notNull().default(false),
    createdAt: createdAt(),
    /** Not asked any more; kept with the answers it was given. */
    removedAt: instant("removed_at"),
  },
  (table) => [
    index("questions_event_idx").on(table.eventId, table.position, table.id),
    foreignKey({
      name: "questions_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);

/** A checkbox's answer is `true` or `false`. */
export const answers = pgTable(
  "answers",
  {
    registrationId: uuid("registration_id")
      .notNull()
      .references(() => registrations.id, { onDelete: "cascade" }),
    questionId: uuid("question_id")
      .notNull()
      .references(() => questions.id, { onDelete: "cascade" }),
    organizationId: uuid("organization_id").notNull(),
    value: text("value").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.registrationId, table.questionId] }),
    index("answers_question_idx").on(table.questionId),
  ],
);
