import type { DoorEvent } from "@eventmaster/contract/check-in";
import { getRouteApi } from "@tanstack/react-router";
import { useCounts, useKeeper, useOpenDoor } from "./use-open-door.ts";

const route = getRouteApi("/events/$eventId");

/** The event as it is known now: the roster has its latest title and points, and its counts are live. */
export function useDoorEvent(): DoorEvent {
  const { event } = route.useLoaderData();
  const open = useOpenDoor();
  const { meta } = useKeeper(open.keeper);
  const counts = useCounts(open);
  return {
    ...event,
    ...(meta && { title: meta.event.title, checkInPoints: meta.event.checkInPoints }),
    ...(counts && { checkedInCount: counts.admitted, registeredCount: counts.registered }),
  };
}
