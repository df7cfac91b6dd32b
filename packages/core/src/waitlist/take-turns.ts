import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

const ofEvent = (eventId: SQL | string) => sql`hashtextextended(${eventId}, 2764018853)`;

/**
 * What one person does about one event happens one after the other until each commits: registering in one tab and joining
 * the waitlist in another would not see each other's rows. Nobody else waits for it.
 */
export async function takeTurns(ctx: TenantContext, eventId: string, userId: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock_shared(${ofEvent(eventId)}),
    pg_advisory_xact_lock(hashtextextended(${eventId + userId}, 7190653214))`);
}

/** Before the lock of a registration that is about to lock its event's row too: see `haveEventAlone`. */
export async function enterEvent(ctx: TenantContext, eventId: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock_shared(${ofEvent(eventId)})`);
}

/** The same for everything that goes with a person: where they have a place, and alone at the events that are theirs. */
export async function enterEventsOf(ctx: TenantContext, userId: string): Promise<void> {
  await ctx.db.execute(sql`
    select case when place.is_own then pg_advisory_xact_lock(${ofEvent(sql`place.event_id::text`)})
      else pg_advisory_xact_lock_shared(${ofEvent(sql`place.event_id::text`)}) end
    from (
      select event_id, bool_or(is_own) as is_own from (
        select event_id, false as is_own from registrations where user_id = ${userId}
        union all select event_id, false from waitlist_entries where user_id = ${userId}
        union all select id, true from events where organizer_id = ${userId}
      ) found group by event_id order by event_id
    ) place`);
}

/**
 * For what changes an event and all of its registrations at once. Those who lock one registration and then the event are
 * through, or wait until this commits: otherwise each could hold what the other needs. Comes before every row's lock.
 */
export async function haveEventAlone(ctx: TenantContext, eventId: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${ofEvent(eventId)})`);
}
