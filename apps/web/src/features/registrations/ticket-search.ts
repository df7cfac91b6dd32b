import { oneOf, pageParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface TicketsSearch {
  when?: "past" | undefined;
  page?: number | undefined;
}

export function readTicketsSearch(search: Record<string, unknown>): TicketsSearch {
  return { when: oneOf(["past"], search["when"]), page: pageParam(search["page"]) };
}

export function ticketsInput({
  when = "upcoming" as const,
  page,
}: {
  when?: "past" | "upcoming" | undefined;
  page?: number | undefined;
}) {
  return { when, limit: pageSize, offset: offsetOf(page) };
}
