import { infiniteQueryOptions } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import type { ScansSearch } from "./scans-search.ts";

/** The log page after page by cursor. */
export function scansQuery(eventId: string, { q, verdict, direction, point }: ScansSearch) {
  const input = { eventId, q, verdict, direction, checkInPointId: point, limit: 100 };
  return infiniteQueryOptions({
    queryKey: getQueryKey(trpc.checkIn.scans, input, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.checkIn.scans.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
