import type { AppRouter } from "@eventmaster/api/root";
import { describeFailure } from "@eventmaster/client/errors";
import { apiLinks } from "@eventmaster/client/links";
import type { Me } from "@eventmaster/contract/accounts";
import type { DoorEvent } from "@eventmaster/contract/check-in";
import { QueryClient, queryOptions } from "@tanstack/react-query";
import { createTRPCClient, getUntypedClient } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";

export const api = createTRPCReact<AppRouter>();

/** The same connection outside of components. */
export const apiClient = createTRPCClient<AppRouter>({ links: apiLinks() });
export const untypedApiClient = getUntypedClient(apiClient);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Only what was not answered is worth asking again.
      retry: (count, error) => count < 1 && describeFailure(error).code === "network",
    },
  },
});

/** Who is signed in, or null. A session that has ended is none. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await apiClient.accounts.session.query();
    } catch (error) {
      if (describeFailure(error).code === "session_ended") return null;
      throw error;
    }
  },
});

const largestPage = 100;

/** Every event whose door the person may work at: all pages, so that a search finds what is there. */
export const doorEventsQuery = queryOptions({
  queryKey: ["door-events"],
  queryFn: async (): Promise<DoorEvent[]> => {
    const events: DoorEvent[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: DoorEvent[]; nextCursor: string | null } = await apiClient.checkIn.events.query({
        limit: largestPage,
        cursor,
      });
      events.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return events;
  },
});
