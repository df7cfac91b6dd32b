import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/**
 * Who did what, written in the transaction of the change (invariant 6). No foreign keys and no personal data: the
 * log outlives the people and events in it. A trigger refuses updates and deletes.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    at: instant("at").notNull().defaultNow(),
    actorId: uuid("actor_id"),
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    requestId: text("request_id"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index("audit_log_at_idx").on(table.organizationId, table.at, table.id),
    index("audit_log_subject_idx").on(table.subjectId, table.at),
    index("audit_log_action_idx").on(table.organizationId, table.action, table.at),
  ],
);
