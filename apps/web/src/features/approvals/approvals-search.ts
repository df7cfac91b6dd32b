import { pageParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface ApprovalsSearch {
  page?: number | undefined;
}

export function readApprovalsSearch(search: Record<string, unknown>): ApprovalsSearch {
  return { page: pageParam(search["page"]) };
}

export function approvalsInput({ page }: ApprovalsSearch) {
  return { limit: pageSize, offset: offsetOf(page) };
}
