import { locales } from "@eventmaster/contract/locales";
import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf } from "./columns.ts";

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    /** argon2id; null until set, for people who were registered at the door. */
    hashedPassword: text("hashed_password"),
    displayName: text("display_name").notNull(),
    /** What they read mails in. */
    locale: text("locale", { enum: locales }).notNull().default("en"),
    /** Null for who never said one: mails then tell times in the event's. */
    timeZone: text("time_zone"),
    emailVerifiedAt: instant("email_verified_at"),
    isPlatformAdmin: boolean("is_platform_admin").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("users_email_key").on(sql`lower(${table.email})`),
    index("users_search_idx").using("gin", sql`(${table.displayName} || ' ' || ${table.email}) gin_trgm_ops`),
    check("users_locale", oneOf(table.locale, locales)),
    check("users_display_name_length", sql`char_length(${table.displayName}) between 1 and 100`),
  ],
);
