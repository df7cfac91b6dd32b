import { type Role, roles } from "@eventmaster/contract/permissions";
import { oneOf, pageParam, textParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface PeopleSearch {
  q?: string | undefined;
  role?: Role | undefined;
  page?: number | undefined;
}

export const roleOptions = [
  { value: "member", label: "Member" },
  { value: "organizer", label: "Organizer" },
  { value: "admin", label: "Admin" },
] as const satisfies readonly { value: Role; label: string }[];

export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  return { q: textParam(search["q"]), role: oneOf(roles, search["role"]), page: pageParam(search["page"]) };
}

export function peopleInput({ q, role, page }: PeopleSearch) {
  return { q, role, limit: pageSize, offset: offsetOf(page) };
}
