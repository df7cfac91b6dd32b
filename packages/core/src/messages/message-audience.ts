import type { MessageAudience } from "@eventmaster/contract/messages";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, asc, count, eq, gt, inArray, ne } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/** Whom a message is for, as a table and a condition. */
function scopeOf(eventId: string, audience: MessageAudience) {
  if (audience === "waitlist")
    return {
      table: waitlistEntries,
      where: and(
        eq(waitlistEntries.eventId, eventId),
        inArray(waitlistEntries.status, ["waiting", "offered"]),
      ),
    };
  return {
    table: registrations,
    where: and(
      eq(registrations.eventId, eventId),
      audience === "not_admitted"
        ? eq(registrations.status, "registered")
        : ne(registrations.status, "cancelled"),
    ),
  };
}

export async function countAudience(
  ctx: TenantContext,
  eventId: string,
  audience: MessageAudience,
): Promise<number> {
  const { table, where } = scopeOf(eventId, audience);
  const [row] = await ctx.db.select({ people: count() }).from(table).where(where);
  return row?.people ?? 0;
}

/** The next people of it, by their ids. */
export async function audienceAfter(
  ctx: TenantContext,
  eventId: string,
  audience: MessageAudience,
  window: { after: string | null; limit: number },
): Promise<string[]> {
  const { table, where } = scopeOf(eventId, audience);
  const rows = await ctx.db
    .select({ userId: table.userId })
    .from(table)
    .where(and(where, window.after === null ? undefined : gt(table.userId, window.after)))
    .orderBy(asc(table.userId))
    .limit(window.limit);
  return rows.map(({ userId }) => userId);
}
