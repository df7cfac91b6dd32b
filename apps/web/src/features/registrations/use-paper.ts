import { trpc } from "../../lib/trpc.ts";
import { filtersOf } from "./badges-search.ts";
import type { DoorListSearch } from "./door-list-search.ts";
import { useAllAttendees } from "./use-all-attendees.ts";

/** What is printed of an event: whom the filters find, and the question whose answer stands beside each name. */
export function usePaper(eventId: string, search: DoorListSearch) {
  const [event] = trpc.events.get.useSuspenseQuery({ eventId });
  const [questions] = trpc.events.questions.useSuspenseQuery({ eventId });
  const filters = filtersOf(search);
  const attendees = useAllAttendees(eventId, filters);
  return { event, questions, filters, attendees, line: questions.find(({ id }) => id === search.line) };
}
