import { infiniteQueryOptions } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import type { AttendeesSearch } from "./attendees-search.ts";

/** Page after page by cursor; by hand, as the list of events is: tRPC's own hook adds a `direction` to the input. */
export function attendeesQuery(
  eventId: string,
  { q, status, source, question, answer, sort, dir }: AttendeesSearch,
) {
  const filters = { q, status, source, questionId: question, answer };
  const input = { eventId, ...filters, sort, direction: dir, limit: 200 };
  return infiniteQueryOptions({
    queryKey: getQueryKey(trpc.registrations.attendees, input, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.registrations.attendees.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
