import { scanGraceMs } from "@eventmaster/admission/decide";
import type { Occupancy } from "@eventmaster/contract/check-in";
import type { Event } from "@eventmaster/contract/events";
import type { EventUpdate } from "@eventmaster/contract/live";
import { useEffect, useRef } from "react";
import { api, trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { useWatching } from "../../lib/use-watching.ts";

/** The curve is drawn again at most so often, in milliseconds: a crowd at the door is many scans a second. */
const redrawEvery = 5000;

/** Counts as they are told while the event's doors may be open; the report is read again when people come. */
export function useLiveCounts(event: Event): { counts: Occupancy | undefined; isLive: boolean } {
  const now = useNow().getTime();
  const isNear =
    event.status === "published" &&
    Date.parse(event.startAt) - scanGraceMs <= now &&
    now <= Date.parse(event.endAt) + scanGraceMs;
  const redraw = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(redraw.current), []);
  const isLive = useWatching<EventUpdate>(
    isNear ? event.id : null,
    (live, handlers) => live.event.subscribe({ eventId: event.id }, handlers),
    ({ counts, scans, undone }) => {
      api.checkIn.occupancy.setData({ eventId: event.id }, counts);
      if (scans.length === 0 && undone.length === 0) return;
      redraw.current ??= setTimeout(() => {
        redraw.current = undefined;
        void api.reports.event.invalidate();
      }, redrawEvery);
    },
  );
  const { data } = trpc.checkIn.occupancy.useQuery(
    { eventId: event.id },
    // Where no messages come through, it is asked.
    { refetchInterval: isNear && !isLive ? 10_000 : 60_000 },
  );
  return { counts: data, isLive };
}
