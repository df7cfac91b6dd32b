import { sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/**
 * What one person does about one event happens one after the other until each commits: registering in one tab and joining
 * the waitlist in another would not see each other's rows. Nobody else waits for it.
 */
export async function takeTurns(ctx: TenantContext, eventId: string, userId: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${eventId + userId}, 7190653214))`);
}
