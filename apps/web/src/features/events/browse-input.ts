import type { EventCategory } from "@eventmaster/contract/events";
import { oneOf, textParam } from "../../lib/search-params.ts";
import { categories } from "./category.ts";

export interface BrowseSearch {
  q?: string | undefined;
  category?: EventCategory | undefined;
}

export function readBrowseSearch(search: Record<string, unknown>): BrowseSearch {
  return {
    q: textParam(search["q"]),
    category: oneOf(categories, search["category"]),
  };
}

/** What the list of events to come is asked for. Its start moves in steps, so that a page gone back to is still cached. */
export function browseInput(search: BrowseSearch, now: Date) {
  const step = 5 * 60_000;
  return {
    ...search,
    from: new Date(Math.floor(now.getTime() / step) * step).toISOString(),
    order: "soonest" as const,
    limit: 24,
  };
}

export type BrowseInput = ReturnType<typeof browseInput>;
