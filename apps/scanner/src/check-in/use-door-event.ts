import type { DoorEvent } from "@eventmaster/contract/check-in";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { doorEventsQuery } from "../api.ts";

/** Milliseconds between two looks at how many are in: other doors admit too. */
const countsEveryMs = 15_000;

const route = getRouteApi("/events/$eventId");

/**
 * The event with its counts, kept fresh. One that leaves the list while its tickets are scanned stays on the screen:
 * the server says of each ticket why it is refused.
 */
export function useDoorEvent(): DoorEvent {
  const { event } = route.useLoaderData();
  const { data } = useQuery({
    ...doorEventsQuery,
    refetchInterval: countsEveryMs,
    select: (events) => events.find(({ id }) => id === event.id),
  });
  return data ?? event;
}
