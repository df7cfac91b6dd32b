import { pageParam, textParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface OrganizationsSearch {
  q?: string | undefined;
  page?: number | undefined;
}

export function readOrganizationsSearch(search: Record<string, unknown>): OrganizationsSearch {
  return { q: textParam(search["q"]), page: pageParam(search["page"]) };
}

export function organizationsInput({ q, page }: OrganizationsSearch) {
  return { q, limit: pageSize, offset: offsetOf(page) };
}
