import { idParam, oneOf, pageParam } from "../../lib/search-params.ts";
import { type AttendeesSearch, readAttendeesSearch } from "./attendees-search.ts";

export const formatNames = ["a6", "large", "small", "roll"] as const;
export type BadgeFormat = (typeof formatNames)[number];

/** Whose badges, by the filters of the list; and how they look. */
export interface BadgesSearch extends Omit<AttendeesSearch, "sort" | "dir"> {
  size?: BadgeFormat | undefined;
  order?: "name" | "arrival" | undefined;
  /** The question whose answer stands under the name, such as the company. */
  line?: string | undefined;
  part?: number | undefined;
}

export function readBadgesSearch(search: Record<string, unknown>): BadgesSearch {
  return {
    ...filtersOf(readAttendeesSearch(search)),
    size: oneOf(formatNames, search["size"]),
    order: oneOf(["name", "arrival"], search["order"]),
    line: idParam(search["line"]),
    part: pageParam(search["part"]),
  };
}

export function filtersOf({ q, status, source, question, answer }: AttendeesSearch): AttendeesSearch {
  return { q, status, source, question, answer };
}
