import type { SeatsUpdate, watchSeatsInput } from "@eventmaster/contract/live";
import { events } from "@eventmaster/db/schema/events";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { seatsLeftOf } from "../events/event-view.ts";
import { isPublic, loadVisibleEvent } from "../events/load-event.ts";
import type { Viewer } from "./event-boards.ts";
import type { LiveFeed } from "./live-feed.ts";
import { requireStanding } from "./require-standing.ts";
import type { Message } from "./watch-event.ts";

/** A crowd that registers is one message a second to each who looks on, and one reading for all of them. */
const usualPauseMs = 1000;
/** More tabs than anybody looks at; a hall of people is behind one address. */
const most = { ofPerson: 20, ofAddress: 1000 };

/**
 * Tells how many seats an event has left, now and whenever that changes, to everybody who may see the event, until
 * `signal`. Every first message is how things are, so that a new connection makes up for what an old one missed.
 * @throws not_found; the generator also rate_limited, and for an event that is not public session_ended
 */
export async function watchSeats(
  ctx: Context,
  feed: LiveFeed,
  { eventId }: z.infer<typeof watchSeatsInput>,
  signal: AbortSignal,
  pauseMs: number = usualPauseMs,
): Promise<AsyncGenerator<Message<SeatsUpdate>, void>> {
  await reading(ctx, (ctx) => loadVisibleEvent(ctx, eventId));
  const { pool, organizationId } = ctx;

  async function* messages(): AsyncGenerator<Message<SeatsUpdate>, void> {
    const read = () => reading({ ...ctx, actor: null, pool }, (ctx) => readSeats(ctx, eventId));
    const watched = { organizationId, eventId, viewer: viewerOf(ctx), read, signal, pauseMs };
    let number = 1;
    for await (const update of feed.boards.watch<SeatsUpdate | null>(watched)) {
      if (update === null) throw new DomainError("not_found");
      // The reading is everybody's; what is not public is told to whom it is for at this moment.
      if (!isPublic(update)) await reading({ ...ctx, now: new Date() }, (ctx) => requireSight(ctx, eventId));
      yield [String(number++), update];
    }
  }
  return messages();
}

function viewerOf({ actor, ip }: Context): Viewer {
  return actor
    ? { key: `person ${actor.userId}`, most: most.ofPerson }
    : { key: `address ${ip}`, most: most.ofAddress };
}

/** @throws session_ended, not_found */
async function requireSight(ctx: TenantContext, eventId: string): Promise<void> {
  await requireStanding(ctx);
  await loadVisibleEvent(ctx, eventId);
}

/** Null for an event that is not there (any more), whoever asks. */
async function readSeats(ctx: TenantContext, eventId: string): Promise<SeatsUpdate | null> {
  const { capacity, registeredCount, offeredCount, status, version } = events;
  const [row] = await ctx.db
    .select({ capacity, registeredCount, offeredCount, status, version })
    .from(events)
    .where(and(eq(events.organizationId, ctx.organizationId), eq(events.id, eventId)));
  if (!row) return null;
  const { offeredCount: _, ...shown } = row;
  return { ...shown, seatsLeft: seatsLeftOf(row) };
}
