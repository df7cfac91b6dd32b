import type { RegistrationStatus } from "@eventmaster/contract/registrations";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { oneOf, textParam } from "../../lib/search-params.ts";
import { trpc, trpcClient } from "../../lib/trpc.ts";

/** Said here again: the contract's schemas would come along into every page's first load. */
const statuses = ["registered", "checked_in", "cancelled"] as const satisfies readonly RegistrationStatus[];

const sorts = ["name", "status", "registered_at"] as const;

export interface AttendeesSearch {
  sort?: (typeof sorts)[number] | undefined;
  dir?: "asc" | "desc" | undefined;
  q?: string | undefined;
  status?: RegistrationStatus | undefined;
}

export function readAttendeesSearch(search: Record<string, unknown>): AttendeesSearch {
  return {
    q: textParam(search["q"]),
    status: oneOf(statuses, search["status"]),
    sort: oneOf(sorts, search["sort"]),
    dir: oneOf(["asc", "desc"], search["dir"]),
  };
}

/** Page after page by cursor; by hand, as the list of events is: tRPC's own hook adds a `direction` to the input. */
export function attendeesQuery(eventId: string, { q, status, sort, dir }: AttendeesSearch) {
  const input = { eventId, q, status, sort, direction: dir, limit: 200 };
  return infiniteQueryOptions({
    queryKey: getQueryKey(trpc.registrations.attendees, input, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.registrations.attendees.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
