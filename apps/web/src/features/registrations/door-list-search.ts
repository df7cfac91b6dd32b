import { idParam } from "../../lib/search-params.ts";
import { type AttendeesSearch, readAttendeesSearch } from "./attendees-search.ts";
import { filtersOf } from "./badges-search.ts";

/** Who is on it, by the filters of the list of attendees, and whose answers stand beside the names. */
export interface DoorListSearch extends Omit<AttendeesSearch, "sort" | "dir"> {
  line?: string | undefined;
}

export function readDoorListSearch(search: Record<string, unknown>): DoorListSearch {
  return { ...filtersOf(readAttendeesSearch(search)), line: idParam(search["line"]) };
}
