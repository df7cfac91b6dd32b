import { roles } from "@eventmaster/contract/permissions";
import { sql } from "drizzle-orm";
import { index, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns.ts";
import { users } from "./users.ts";

export const roleEnum = pgEnum("role", roles);

export const organizations = pgTable(
  "organizations",
  { id: id(), slug: text("slug").notNull(), name: text("name").notNull(), createdAt: createdAt() },
  (table) => [
    uniqueIndex("organizations_slug_key").on(table.slug),
    index("organizations_created_idx").on(table.createdAt, table.id),
    index("organizations_search_idx").using("gin", sql`(${table.name} || ' ' || ${table.slug}) gin_trgm_ops`),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: roleEnum("role").notNull().default("member"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index("memberships_user_idx").on(table.userId),
    index("memberships_role_idx").on(table.organizationId, table.role),
  ],
);
