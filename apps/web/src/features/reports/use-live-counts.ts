import type { Occupancy } from "@eventmaster/contract/check-in";
import type { Event } from "@eventmaster/contract/events";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";

const hour = 3_600_000;

/** Counts as they are now, while the event's doors may be open; the report is read again when people come. */
export function useLiveCounts(event: Event): { counts: Occupancy | undefined; isLive: boolean } {
  const now = useNow().getTime();
  const isNear =
    event.status === "published" &&
    Date.parse(event.startAt) - 12 * hour <= now &&
    now <= Date.parse(event.endAt) + 12 * hour;
  const { data } = trpc.checkIn.occupancy.useQuery(
    { eventId: event.id },
    { refetchInterval: isNear ? 5000 : 60_000, staleTime: 5000 },
  );
  return { counts: data, isLive: isNear && data !== undefined };
}
