import { watchEventInput, watchManagedInput, watchSeatsInput } from "@eventmaster/contract/live";
import { watchEvent } from "@eventmaster/core/live/watch-event";
import { watchManaged } from "@eventmaster/core/live/watch-managed";
import { watchSeats } from "@eventmaster/core/live/watch-seats";
import { tracked } from "@trpc/server";
import { requires, router } from "../trpc.ts";

/** Each message has an id, which the client hands back when it connects again. */
async function* withIds<Data>(messages: AsyncGenerator<[id: string, data: Data], void>) {
  for await (const [id, data] of messages) yield tracked(id, data);
}

/** Subscriptions over SSE (blueprint §3, "live updates"). */
export const live = router({
  /** Counts, admissions and undoings of one event as they happen, for its door and its managers. */
  event: requires("ticket:scan")
    .input(watchEventInput)
    .subscription(async ({ ctx, input, signal }) =>
      withIds(await watchEvent(ctx, ctx.live, input, signal ?? never())),
    ),

  /** The seats that an event has left, for everybody who may see it, signed in or not. */
  seats: requires("event:browse")
    .input(watchSeatsInput)
    .subscription(async ({ ctx, input, signal }) =>
      withIds(await watchSeats(ctx, ctx.live, input, signal ?? never())),
    ),

  /** The counts of all events that the person manages. */
  managed: requires("event:list-managed")
    .input(watchManagedInput)
    .subscription(({ ctx, signal }) => withIds(watchManaged(ctx, ctx.live, signal ?? never()))),
});

function never(): AbortSignal {
  return new AbortController().signal;
}
