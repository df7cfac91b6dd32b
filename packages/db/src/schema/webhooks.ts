import { deliveryStatuses, type WebhookType } from "@eventmaster/contract/webhooks";
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
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf } from "./columns.ts";
import { organizations } from "./organizations.ts";
import { users } from "./users.ts";

const disablings = ["turned_off", "failing", "gone"] as const;

/** Where an organization's other systems are told of what happens. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    description: text("description").notNull().default(""),
    types: text("types").array().$type<WebhookType[]>().notNull(),
    /** `whsec_` and base64: both sides hold it, so it cannot be kept as a hash. */
    secret: text("secret").notNull(),
    /** The secret before this one, which signs too until that instant. */
    oldSecret: text("old_secret"),
    oldSecretUntil: instant("old_secret_until"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    disabledBecause: text("disabled_because", { enum: disablings }),
    failingSince: instant("failing_since"),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (table) => [
    unique("webhook_endpoints_organization_id_id_key").on(table.organizationId, table.id),
    index("webhook_endpoints_created_by_idx").on(table.createdBy),
    check("webhook_endpoints_disabled_because", oneOf(table.disabledBecause, disablings)),
    check("webhook_endpoints_disabled", sql`${table.isEnabled} = (${table.disabledBecause} is null)`),
  ],
);

/** One message to one endpoint, with what became of it. Kept for 30 days. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: id(),
    organizationId: uuid("organization_id").notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    /** The same for every endpoint, every attempt and every redelivery: by it a receiver knows a message again. */
    messageId: uuid("message_id").notNull(),
    type: text("type").notNull(),
    body: text("body").notNull(),
    status: text("status", { enum: deliveryStatuses }).notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    responseStatus: integer("response_status"),
    error: text("error"),
    durationMs: integer("duration_ms"),
    lastAttemptAt: instant("last_attempt_at"),
    nextAttemptAt: instant("next_attempt_at"),
    createdAt: createdAt(),
  },
  (table) => [
    index("webhook_deliveries_endpoint_idx").on(table.endpointId, table.createdAt, table.id),
    index("webhook_deliveries_endpoint_status_idx").on(
      table.endpointId,
      table.status,
      table.createdAt,
      table.id,
    ),
    index("webhook_deliveries_created_idx").on(table.createdAt),
    check("webhook_deliveries_status", oneOf(table.status, deliveryStatuses)),
    foreignKey({
      name: "webhook_deliveries_endpoint_fk",
      columns: [table.organizationId, table.endpointId],
      foreignColumns: [webhookEndpoints.organizationId, webhookEndpoints.id],
    }).onDelete("cascade"),
  ],
);

/** Each time that a message was sent, and what was answered: at most nine for a delivery, and gone with it. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    organizationId: uuid("organization_id").notNull(),
    deliveryId: uuid("delivery_id").notNull(),
    number: integer("number").notNull(),
    at: instant("at").notNull(),
    responseStatus: integer("response_status"),
    error: text("error"),
    durationMs: integer("duration_ms").notNull(),
    /** The first kilobyte of what was answered. */
    answer: text("answer").notNull().default(""),
  },
  (table) => [
    primaryKey({ columns: [table.deliveryId, table.number] }),
    foreignKey({
      name: "webhook_attempts_delivery_fk",
      columns: [table.deliveryId],
      foreignColumns: [webhookDeliveries.id],
    }).onDelete("cascade"),
  ],
);
