import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";
import { registrations } from "./registrations.ts";

/** Tickets that were put into a wallet: these are told of changes. */
export const walletPasses = pgTable(
  "wallet_passes",
  {
    registrationId: uuid("registration_id")
      .primaryKey()
      .references(() => registrations.id, { onDelete: "cascade" }),
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    /** By this a phone asks for the pass; it is inside the pass, so it cannot be kept as a hash. */
    token: text("token").notNull(),
    /** When Google Wallet was offered it; null when it never was. */
    offeredToGoogleAt: instant("offered_to_google_at"),
    /** When what it shows changed last. */
    changedAt: instant("changed_at").notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("wallet_passes_event_idx").on(table.eventId)],
);

/** iPhones and watches that hold a pass, with the address that Apple gave each for pushes. */
export const walletDevices = pgTable(
  "wallet_devices",
  {
    deviceId: text("device_id").notNull(),
    registrationId: uuid("registration_id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    pushToken: text("push_token").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.deviceId, table.registrationId] }),
    index("wallet_devices_registration_idx").on(table.registrationId),
    foreignKey({
      name: "wallet_devices_pass_fk",
      columns: [table.registrationId],
      foreignColumns: [walletPasses.registrationId],
    }).onDelete("cascade"),
  ],
);
