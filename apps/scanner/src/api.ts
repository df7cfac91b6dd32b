import type { AppRouter } from "@eventmaster/api/root";
import { describeFailure } from "@eventmaster/client/errors";
import { apiLinks, singleApiLinks } from "@eventmaster/client/links";
import { liveLinks } from "@eventmaster/client/live-links";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient } from "@trpc/client";
import { organizationOfDoor as organization } from "./check-in/organization.ts";

export const apiClient = createTRPCClient<AppRouter>({ links: apiLinks({ organization }) });
/** For what the server tells by itself. */
export const liveClient = createTRPCClient<AppRouter>({ links: liveLinks(organization) });
/** For the door: no call waits for another that happens to be made at the same moment. */
export const doorClient = createTRPCClient<AppRouter>({ links: singleApiLinks({ organization }) });

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the browser calls offline may have a server in reach, and the other way round: only answers tell.
      networkMode: "always",
      // Only what was not answered is worth asking again.
      retry: (count, error) => count < 1 && describeFailure(error).code === "network",
    },
    mutations: { networkMode: "always" },
  },
});
