import { pageParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface HistorySearch {
  page?: number | undefined;
}

export function readHistorySearch(search: Record<string, unknown>): HistorySearch {
  return { page: pageParam(search["page"]) };
}

export function historyInput(eventId: string, { page }: HistorySearch) {
  return { eventId, limit: pageSize, offset: offsetOf(page) };
}
