import type { RegistrationStatus } from "@eventmaster/contract/registrations";
import { oneOf, textParam } from "../../lib/search-params.ts";

/** Said here again: the contract's schemas would come along into every page's first load. */
const statuses = ["registered", "checked_in", "cancelled"] as const satisfies readonly RegistrationStatus[];

const sorts = ["name", "status", "registered_at"] as const;

export interface AttendeesSearch {
  sort?: (typeof sorts)[number] | undefined;
  dir?: "asc" | "desc" | undefined;
  q?: string | undefined;
  status?: RegistrationStatus | undefined;
}

export function readAttendeesSearch(search: Record<string, unknown>): AttendeesSearch {
  return {
    q: textParam(search["q"]),
    status: oneOf(statuses, search["status"]),
    sort: oneOf(sorts, search["sort"]),
    dir: oneOf(["asc", "desc"], search["dir"]),
  };
}
