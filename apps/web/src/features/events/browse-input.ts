import type { EventCategory } from "@eventmaster/contract/events";
import { soonestEvents } from "@eventmaster/contract/first-asks";
import { oneOf, textParam } from "../../lib/search-params.ts";
import { categories } from "./category.ts";

export const whens = ["today", "tomorrow", "week", "month"] as const;
export type When = (typeof whens)[number];

export interface BrowseSearch {
  q?: string | undefined;
  category?: EventCategory | undefined;
  tag?: string | undefined;
  when?: When | undefined;
  place?: string | undefined;
  /** Only events with a free seat. */
  free?: "1" | undefined;
}

export function readBrowseSearch(search: Record<string, unknown>): BrowseSearch {
  return {
    q: textParam(search["q"]),
    category: oneOf(categories, search["category"]),
    tag: textParam(search["tag"])?.slice(0, 30),
    when: oneOf(whens, search["when"]),
    place: textParam(search["place"]),
    free: oneOf(["1"], search["free"]),
  };
}

/** What the list of events to come is asked for. */
export function browseInput({ when, free, ...search }: BrowseSearch, now: Date) {
  return {
    ...search,
    ...(free ? { hasSeats: true } : {}),
    ...soonestEvents(now),
    ...period(when, now),
  };
}

/** Days are the reader's: "today" ends at their midnight. */
function period(when: When | undefined, now: Date): { from?: string; to?: string } {
  const midnight = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  switch (when) {
    case undefined:
      return {};
    case "today":
      return { to: midnight(1).toISOString() };
    case "tomorrow":
      return { from: midnight(1).toISOString(), to: midnight(2).toISOString() };
    case "week":
      return { to: midnight(8).toISOString() };
    case "month":
      return { to: midnight(31).toISOString() };
  }
}

export type BrowseInput = ReturnType<typeof browseInput>;
