import { describeFailure } from "@eventmaster/client/errors";
import { QueryCache, QueryClient } from "@tanstack/react-query";

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // A role taken away or a session ended elsewhere: ask again who is here.
      const { code } = describeFailure(error);
      if (code === "forbidden" || code === "not_signed_in" || code === "session_ended")
        void queryClient.invalidateQueries({
          queryKey: [["accounts", "session"]],
          // A stranger who is told so has learnt nothing new.
          predicate: (other) =>
            other.queryHash !== query.queryHash && !(code === "not_signed_in" && other.state.data === null),
        });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Offline is an answer a page can show; waiting without a word is not.
      networkMode: "always",
      retry: (failures, error) => failures < 1 && isWorthAnotherTry(error),
      retryDelay: 500,
    },
    mutations: { networkMode: "always" },
  },
});

/** After `session_ended` the server has taken the cookies back: what anybody may read is there on the second try. */
function isWorthAnotherTry(error: unknown): boolean {
  const { code } = describeFailure(error);
  return code === "session_ended" || code === "internal" || (code === "network" && navigator.onLine);
}
