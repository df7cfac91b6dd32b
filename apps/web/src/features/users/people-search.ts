import { type Role, roles } from "@eventmaster/contract/permissions";
import { oneOf, pageParam, textParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

const tabs = ["invitations", "unreachable"] as const;

export interface PeopleSearch {
  tab?: (typeof tabs)[number] | undefined;
  q?: string | undefined;
  role?: Role | undefined;
  page?: number | undefined;
}

export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  return {
    tab: oneOf(tabs, search["tab"]),
    q: textParam(search["q"]),
    role: oneOf(roles, search["role"]),
    page: pageParam(search["page"]),
  };
}

export function peopleInput({ q, role, page }: PeopleSearch) {
  return { q, role, limit: pageSize, offset: offsetOf(page) };
}

/** Of the lists that nothing is searched in. */
export function plainPageInput({ page }: PeopleSearch) {
  return { limit: pageSize, offset: offsetOf(page) };
}
