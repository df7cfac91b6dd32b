import { oneOf, pageParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface ApprovalsSearch {
  tab?: "changes" | "decided" | undefined;
  page?: number | undefined;
}

export function readApprovalsSearch(search: Record<string, unknown>): ApprovalsSearch {
  return { tab: oneOf(["changes", "decided"], search["tab"]), page: pageParam(search["page"]) };
}

/** Only the total is read, by the tabs and by the bar above. */
export const countOnly = { limit: 1 };

export function pendingInput({ tab, page }: ApprovalsSearch) {
  return tab ? countOnly : { limit: pageSize, offset: offsetOf(page) };
}

export function revisionsInput({ tab, page }: ApprovalsSearch) {
  return tab === "changes" ? { limit: pageSize, offset: offsetOf(page) } : countOnly;
}

export function decisionsInput({ page }: ApprovalsSearch) {
  return { limit: pageSize, offset: offsetOf(page) };
}
