import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { attendeesQuery } from "./attendees-query.ts";
import type { AttendeesSearch } from "./attendees-search.ts";

/** Everybody who holds a ticket and whom these filters find, read page after page. */
export function useAllAttendees(eventId: string, filters: AttendeesSearch) {
  const query = useInfiniteQuery(attendeesQuery(eventId, filters));
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  return {
    people: all.filter(({ status }) => status !== "cancelled"),
    read: all.length,
    total: query.data?.pages[0]?.total ?? 0,
    /** Milliseconds since 1970. */
    readAt: query.dataUpdatedAt,
    isDone: query.data !== undefined && !hasNextPage,
    failure: query.error,
    tryAgain: () => void (query.data ? fetchNextPage() : query.refetch()),
  };
}
