import { index, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns.ts";
import { organizations, roleEnum } from "./organizations.ts";
import { users } from "./users.ts";

export const accountTokenPurposeEnum = pgEnum("account_token_purpose", [
  "verify_email",
  "reset_password",
  "claim_account",
  "restore_email",
]);
export type AccountTokenPurpose = (typeof accountTokenPurposeEnum.enumValues)[number];

/** What a mail proves when it comes back: single use, expiring, kept as a SHA-256 only. */
export const accountTokens = pgTable(
  "account_tokens",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: accountTokenPurposeEnum("purpose").notNull(),
    tokenHash: text("token_hash").notNull(),
    /** The address it was sent to: a token proves this one, whatever the account's is by then. */
    email: text("email").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("account_tokens_hash_key").on(table.tokenHash),
    index("account_tokens_user_idx").on(table.userId, table.purpose),
    index("account_tokens_expires_at_idx").on(table.expiresAt),
  ],
);

/** Somebody asked by email to join an organization with a role. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: roleEnum("role").notNull(),
    tokenHash: text("token_hash").notNull(),
    invitedBy: uuid("invited_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("invitations_hash_key").on(table.tokenHash),
    index("invitations_organization_idx").on(table.organizationId, table.createdAt, table.id),
    index("invitations_invited_by_idx").on(table.invitedBy),
    index("invitations_expires_at_idx").on(table.expiresAt),
  ],
);

/** A machine's way in: acts as the person who made it, within the named actions only. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The first characters, by which people tell their keys apart. */
    prefix: text("prefix").notNull(),
    keyHash: text("key_hash").notNull(),
    actions: text("actions").array().notNull(),
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("api_keys_hash_key").on(table.keyHash),
    index("api_keys_user_idx").on(table.userId),
    index("api_keys_organization_idx").on(table.organizationId, table.createdAt, table.id),
  ],
);
