import { importStatuses } from "@eventmaster/contract/registrations";
import { check, foreignKey, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf } from "./columns.ts";
import { events } from "./events.ts";
import { users } from "./users.ts";

/** Whom an import registers: the id of who is known, else null; email; name. */
export type PlannedPerson = [userId: string | null, email: string, displayName: string | null];

/** What an import's file itself comes to. */
export interface ImportReport {
  rows: number;
  alreadyRegistered: number;
  repeated: number;
  errorCount: number;
  errors: { line: number; field: string | null; message: string }[];
  ignoredColumns: string[];
}

/**
 * An import that goes on or has ended. For each of the `total - done` people of one that is running a seat is set aside in
 * the event's `offered_count`.
 */
export const imports = pgTable(
  "imports",
  {
    /** Made by the client, so that an import sent twice is one import. */
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    startedBy: uuid("started_by").references(() => users.id, { onDelete: "set null" }),
    /** SHA-256 of the file: another file under this id is another import. Null for one of before this was kept. */
    fileHash: text("file_hash"),
    status: text("status", { enum: importStatuses }).notNull().default("running"),
    stoppedBy: text("stopped_by", { enum: ["event_cancelled", "internal"] }),
    /** Null once it has ended: these are people's addresses. */
    plan: jsonb("plan").$type<PlannedPerson[]>(),
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    registered: integer("registered").notNull().default(0),
    registeredAgain: integer("registered_again").notNull().default(0),
    newPeople: integer("new_people").notNull().default(0),
    report: jsonb("report").$type<ImportReport>().notNull(),
    createdAt: createdAt(),
    /** When it did something last: by this a dead one is known. */
    touchedAt: instant("touched_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("imports_event_idx").on(table.eventId, table.createdAt, table.id),
    index("imports_started_by_idx").on(table.startedBy),
    check("imports_status", oneOf(table.status, importStatuses)),
    check("imports_stopped_by", oneOf(table.stoppedBy, ["event_cancelled", "internal"])),
    foreignKey({
      name: "imports_event_fk",
      columns: [table.organizationId, table.eventId],
      foreignColumns: [events.organizationId, events.id],
    }).onDelete("cascade"),
  ],
);
