import { mailKinds } from "@eventmaster/contract/notifications";
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns.ts";
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
