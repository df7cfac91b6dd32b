import type { ManagedUpdate } from "@eventmaster/contract/live";
import { can } from "@eventmaster/contract/permissions";
import { events } from "@eventmaster/db/schema/events";
import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import type { Changes, LiveFeed } from "./live-feed.ts";
import { requireStanding } from "./require-standing.ts";
import { type Message, type Pace, usualPace } from "./watch-event.ts";

/** More events that are not over than anybody looks at: pages of older ones ask for themselves. */
const maxEvents = 500;

/**
 * Tells organizers of their events and admins of all: how many wait for approval, and the counts of what changed. The first
 * message has all of it, so that a new connection makes up for what an old one missed.
 * @throws not_signed_in, forbidden; the generator also session_ended
 */
export function watchManaged(
  ctx: Context,
  feed: LiveFeed,
  signal: AbortSignal,
  pace: Pace = usualPace,
): AsyncGenerator<Message<ManagedUpdate>, void> {
  authorize(ctx, "event:list-managed");
  return messages(ctx, feed, signal, pace);
}

async function* messages(
  ctx: Context,
  feed: LiveFeed,
  signal: AbortSignal,
  pace: Pace,
): AsyncGenerator<Message<ManagedUpdate>, void> {
  // First listen, then read: what happens in between is heard.
  const follower = await feed.follow(ctx.organizationId, signal);
  try {
    const known = new Set<string>();
    let changes: Changes | null = "anything";
    let pendingCount: number | null = null;
    for (let number = 1; !follower.hasEnded();) {
      const now = new Date();
      const changed: Changes = changes ?? new Set();
      const update = await reading({ ...ctx, now }, (ctx) => readUpdate(ctx, changed, known));
      const hasNews = update.isSnapshot || update.events.length > 0 || update.removed.length > 0;
      if (hasNews || update.pendingCount !== pendingCount) {
        pendingCount = update.pendingCount;
        for (const { id } of update.events) known.add(id);
        for (const id of update.removed) known.delete(id);
        yield [String(number++), update];
        await follower.pause(pace.pauseMs);
      }
      changes = await follower.next(pace.standingMs);
    }
  } finally {
    follower.stop();
  }
}

/** Also asks whether they may still know. @throws session_ended */
async function readUpdate(
  ctx: TenantContext,
  changes: Changes,
  known: ReadonlySet<string>,
): Promise<ManagedUpdate> {
  await requireStanding(ctx);
  const actor = authorize(ctx, "event:list-managed");
  const managesAll = can(actor.role, "event:list-managed", { owns: false });
  const mine = and(
    eq(events.organizationId, ctx.organizationId),
    managesAll ? undefined : eq(events.organizerId, actor.userId),
  );
  const isSnapshot = changes === "anything";
  const changed = isSnapshot ? [] : [...changes];
  const rows =
    !isSnapshot && changed.length === 0
      ? []
      : await ctx.db
          .select({
            id: events.id,
            status: events.status,
            capacity: events.capacity,
            registeredCount: events.registeredCount,
            offeredCount: sql<number>`${events.offeredCount} - ${events.leasedCount}`.mapWith(Number),
          })
          .from(events)
          .where(and(mine, isSnapshot ? gt(events.endAt, ctx.now) : inArray(events.id, changed)))
          .orderBy(asc(events.startAt), asc(events.id))
          .limit(isSnapshot ? maxEvents : changed.length);
  const there = new Set(rows.map(({ id }) => id));
  return {
    isSnapshot,
    pendingCount: await ctx.db.$count(events, and(mine, eq(events.status, "pending"))),
    events: rows,
    removed: changed.filter((id) => known.has(id) && !there.has(id)),
  };
}
