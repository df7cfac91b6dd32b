import type { Event } from "@eventmaster/contract/events";
import type { ManagedUpdate } from "@eventmaster/contract/live";

type Seats = Pick<Event, "id" | "capacity" | "registeredCount" | "seatsLeft">;

/** The events of a list with their seats as they are now. */
export function withNews<Shown extends Seats>(
  events: readonly Shown[],
  news: ManagedUpdate["events"],
): Shown[] {
  const newsOf = new Map(news.map((one) => [one.id, one]));
  return events.map((event) => {
    const told = newsOf.get(event.id);
    if (!told) return event;
    const { capacity, registeredCount, offeredCount } = told;
    return { ...event, capacity, registeredCount, seatsLeft: capacity - registeredCount - offeredCount };
  });
}

/** Other things than seats changed: something of the list was decided or deleted. */
export function isOutdated(
  events: readonly Pick<Event, "id" | "status">[],
  { events: news, removed }: Pick<ManagedUpdate, "events" | "removed">,
): boolean {
  const statusOf = new Map(news.map(({ id, status }) => [id, status]));
  return events.some(({ id, status }) => removed.includes(id) || (statusOf.get(id) ?? status) !== status);
}
