import { timestamp, uuid } from "drizzle-orm/pg-core";

/** A UUIDv7 made by the caller (blueprint §3, "ids"). */
export const id = () => uuid("id").primaryKey();

/** Every instant is `timestamptz` (invariant 9), with millisecond precision as JavaScript's dates have. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => instant("created_at").notNull().defaultNow();
