import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { attendeesQuery } from "./attendees-query.ts";

/** Everybody who holds a ticket, read page after page. */
export function useAllAttendees(eventId: string) {
  const query = useInfiniteQuery(attendeesQuery(eventId, {}));
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  return {
    people: all.filter(({ status }) => status !== "cancelled"),
    total: query.data?.pages[0]?.total ?? 0,
    isDone: query.data !== undefined && !hasNextPage,
  };
}
