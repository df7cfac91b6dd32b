import type { DoorEvent } from "@eventmaster/contract/check-in";
import { foldText } from "./fold-case.ts";

/** The events with every word of the search in their title or place, whatever its case or accents. */
export function findEvents<Event extends Pick<DoorEvent, "title" | "location">>(
  events: Event[],
  search: string,
): Event[] {
  const words = foldText(search).split(/\s+/u).filter(Boolean);
  return events.filter(({ title, location }) => {
    const text = foldText(`${title} ${location}`);
    return words.every((word) => text.includes(word));
  });
}
