import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
    /** From where: the network of the address, not the address (/24 or /48), which would be personal data. */
    network: text("network"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index("audit_log_at_idx").on(table.organizationId, table.at, table.id),
    index("audit_log_subject_idx").on(table.subjectId, table.at),
    index("audit_log_actor_idx").on(table.organizationId, table.actorId, table.at, table.id),
    index("audit_log_action_idx").on(table.organizationId, table.action, table.at),
  ],
);

/**
 * Where each organization's chain ends: a cut tail shows. A trigger moves it on when a transaction commits; triggers refuse
 * every other way of it, and back.
 */
export const auditHeads = pgTable("audit_heads", {
  organizationId: uuid("organization_id").primaryKey(),
  sequence: bigint("sequence", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});

/**
 * The log's hash chain, one per organization: each link's hash covers the row and the link before it, so that a row that
 * was changed, removed or slipped in later shows. A trigger adds the link when the row's transaction commits.
 */
export const auditChain = pgTable(
  "audit_chain",
  {
    organizationId: uuid("organization_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    auditId: uuid("audit_id").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.sequence] }),
    uniqueIndex("audit_chain_audit_key").on(table.auditId),
  ],
);
