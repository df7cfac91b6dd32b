import type { Event } from "@eventmaster/contract/events";
import type { SeatsUpdate } from "@eventmaster/contract/live";
import { useEffect, useRef } from "react";
import { api, trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { useWatching } from "../../lib/use-watching.ts";

/** The event, with its seats as they are taken and given back while the page is open. */
export function useLiveEvent(eventId: string): Event {
  const known = api.events.get.getData({ eventId });
  const now = useNow();
  const mayChange = known?.status !== "cancelled" && !(known && new Date(known.endAt) <= now);
  /** What was told while the event is being read: the answer may be older. */
  const told = useRef<SeatsUpdate>(undefined);
  const isLive = useWatching<SeatsUpdate>(
    mayChange ? eventId : null,
    (live, handlers) => live.seats.subscribe({ eventId }, handlers),
    (update) => {
      told.current = update;
      keep(eventId, update);
    },
  );
  const [event, { isFetching }] = trpc.events.get.useSuspenseQuery(
    { eventId },
    // Where no messages come through, it is asked.
    { refetchInterval: mayChange && !isLive ? 20_000 : false },
  );
  useEffect(() => {
    if (isFetching) told.current = undefined;
    else if (told.current) keep(eventId, told.current);
  }, [eventId, isFetching]);
  return event;
}

function keep(eventId: string, { status, version, ...seats }: SeatsUpdate): void {
  const known = api.events.get.getData({ eventId });
  if (!known) return;
  api.events.get.setData({ eventId }, { ...known, ...seats });
  if (known.status !== status || known.version !== version) void api.events.get.invalidate({ eventId });
}
