import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useEffect } from "react";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import type { AttendeesSearch } from "./attendees-search.ts";

/** The badges of everybody whom these filters find, read page after page. */
export function useAllBadges(eventId: string, { q, status, source, question, answer }: AttendeesSearch) {
  const input = { eventId, q, status, source, questionId: question, answer, limit: 500 };
  const query = useInfiniteQuery({
    queryKey: getQueryKey(trpc.registrations.badges, input, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.registrations.badges.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Ticket codes: each reading is logged, so that nothing reads them again by itself, and nothing keeps them.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return {
    badges: query.data?.pages.flatMap((page) => page.items) ?? [],
    total: query.data?.pages[0]?.total ?? 0,
    isDone: query.data !== undefined && !hasNextPage,
    failure: query.error,
    tryAgain: () => void (query.data ? fetchNextPage() : query.refetch()),
  };
}
