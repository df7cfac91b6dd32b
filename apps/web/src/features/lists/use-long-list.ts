import type { Page } from "@eventmaster/contract/paging";
import {
  type InfiniteData,
  type QueryKey,
  useQueryClient,
  useSuspenseInfiniteQuery,
  type UseSuspenseInfiniteQueryOptions,
} from "@tanstack/react-query";

/** A list that is read by cursor as one scrolls: what a `VirtualTable` needs of it, and how it is read once more. */
export function useLongList<Row, Key extends QueryKey>(
  options: UseSuspenseInfiniteQueryOptions<Page<Row>, Error, InfiniteData<Page<Row>>, Key, string | null>,
) {
  const queryClient = useQueryClient();
  const query = useSuspenseInfiniteQuery(options);
  const { pages } = query.data;
  return {
    table: {
      rows: pages.flatMap((page) => page.items),
      total: pages.at(-1)?.total ?? 0,
      hasMore: query.hasNextPage,
      isLoadingMore: query.isFetchingNextPage,
      hasFailed: query.isFetchNextPageError,
      onNeedMore: query.fetchNextPage,
    },
    isReading: query.isRefetching,
    /** From the first page: what was loaded of a long list is not read again page by page. */
    readAgain: () => queryClient.resetQueries({ queryKey: options.queryKey }),
  };
}
