import type { RegistrationSource, RegistrationStatus } from "@eventmaster/contract/registrations";
import { idParam, oneOf, stringifySearch, textParam } from "../../lib/search-params.ts";

/** Said here again: the contract's schemas would come along into every page's first load. */
export const registrationStatuses = [
  "registered",
  "checked_in",
  "cancelled",
] as const satisfies readonly RegistrationStatus[];

export const registrationSources = [
  "self",
  "import",
  "walk_in",
  "waitlist",
] as const satisfies readonly RegistrationSource[];

const sorts = ["name", "status", "registered_at"] as const;

export interface AttendeesSearch {
  sort?: (typeof sorts)[number] | undefined;
  dir?: "asc" | "desc" | undefined;
  q?: string | undefined;
  status?: RegistrationStatus | undefined;
  source?: RegistrationSource | undefined;
  /** The id of one of the event's questions; with `answer`, who answered it in this way. */
  question?: string | undefined;
  answer?: string | undefined;
}

export function readAttendeesSearch(search: Record<string, unknown>): AttendeesSearch {
  const question = idParam(search["question"]);
  return {
    q: textParam(search["q"]),
    status: oneOf(registrationStatuses, search["status"]),
    source: oneOf(registrationSources, search["source"]),
    question,
    answer: question && textParam(search["answer"]),
    sort: oneOf(sorts, search["sort"]),
    dir: oneOf(["asc", "desc"], search["dir"]),
  };
}

export function isFiltered({ q, status, source, question }: AttendeesSearch): boolean {
  return Boolean(q ?? status ?? source ?? question);
}

/** The list as a file, by the filters that one sees it with. */
export function attendeesFile(
  eventId: string,
  ending: "csv" | "xlsx",
  { q, status, source, question, answer }: AttendeesSearch,
): string {
  const filters = stringifySearch({ q, status, source, question_id: question, answer });
  return `/api/v1/events/${eventId}/attendees.${ending}${filters}`;
}
