import type { WaitingPerson } from "@eventmaster/contract/waitlist";
import { oneOf, pageParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

/** Said here again: the contract's schemas would come along into every page's first load. */
const statuses = [
  "waiting",
  "offered",
  "accepted",
  "expired",
  "left",
] as const satisfies readonly WaitingPerson["status"][];

export interface WaitlistSearch {
  status?: WaitingPerson["status"] | undefined;
  page?: number | undefined;
}

export function readWaitlistSearch(search: Record<string, unknown>): WaitlistSearch {
  return { status: oneOf(statuses, search["status"]), page: pageParam(search["page"]) };
}

export function waitlistInput(eventId: string, { status, page }: WaitlistSearch) {
  return { eventId, status, limit: pageSize, offset: offsetOf(page) };
}
