import type { RegistrationStatus } from "@eventmaster/contract/registrations";
import { oneOf, pageParam, textParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface OverviewSearch {
  q?: string | undefined;
  status?: RegistrationStatus | undefined;
  page?: number | undefined;
}

/** With the words of the badges. */
export const attendeeStatusOptions = [
  { value: "registered", label: "Registered" },
  { value: "checked_in", label: "Checked in" },
  { value: "cancelled", label: "Cancelled" },
] as const satisfies readonly { value: RegistrationStatus; label: string }[];

export function readOverviewSearch(search: Record<string, unknown>): OverviewSearch {
  return {
    q: textParam(search["q"]),
    status: oneOf(
      attendeeStatusOptions.map(({ value }) => value),
      search["status"],
    ),
    page: pageParam(search["page"]),
  };
}

export function attendeesInput(eventId: string, { q, status, page }: OverviewSearch) {
  return { eventId, q, status, limit: pageSize, offset: offsetOf(page) };
}

/** Only the total is read. */
export function checkedInInput(eventId: string) {
  return { eventId, status: "checked_in" as const, limit: 1 };
}
