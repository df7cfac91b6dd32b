import type { DoorEvent } from "@eventmaster/contract/check-in";

/** The events with every word of the search in their title or place, whatever its case or accents. */
export function findEvents<Event extends Pick<DoorEvent, "title" | "location">>(
  events: Event[],
  search: string,
): Event[] {
  const words = plain(search).split(/\s+/u).filter(Boolean);
  return events.filter(({ title, location }) => {
    const text = plain(`${title} ${location}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase();
}
