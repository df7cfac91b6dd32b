import { infiniteQueryOptions } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import type { BrowseInput } from "./browse-input.ts";

/**
 * The list of events, page after page. By hand, because tRPC's own hook adds a `direction` to the input, which the
 * contract's strict schema refuses.
 */
export function browseQuery(input: BrowseInput) {
  return infiniteQueryOptions({
    queryKey: getQueryKey(trpc.events.list, input, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.events.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
