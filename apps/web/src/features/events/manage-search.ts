import type { EventStatus } from "@eventmaster/contract/events";
import { oneOf, pageParam, textParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

/** Said here again: the contract's schemas would come along into every page's first load. */
export const eventStatuses = [
  "pending",
  "published",
  "rejected",
  "cancelled",
] as const satisfies readonly EventStatus[];

export interface ManageSearch {
  q?: string | undefined;
  status?: EventStatus | undefined;
  when?: "past" | undefined;
  page?: number | undefined;
}

export function readManageSearch(search: Record<string, unknown>): ManageSearch {
  return {
    q: textParam(search["q"]),
    status: oneOf(eventStatuses, search["status"]),
    when: oneOf(["past"], search["when"]),
    page: pageParam(search["page"]),
  };
}

/** What is next comes first; of the past, what was last. */
export function manageInput({ q, status, when, page }: ManageSearch, now: Date) {
  const step = 5 * 60_000;
  const moment = new Date(Math.floor(now.getTime() / step) * step).toISOString();
  return {
    q,
    status,
    ...(when === "past"
      ? { to: moment, order: "latest" as const }
      : { from: moment, order: "soonest" as const }),
    limit: pageSize,
    offset: offsetOf(page),
  };
}
