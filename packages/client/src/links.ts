import type { AppRouter } from "@eventmaster/api/root";
import {
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { keepWatching, type Patience } from "./keep-watching.ts";
import { refreshSession } from "./refresh-session.ts";

const url = "/api/trpc";

/** How both apps reach the server: requests of one moment in one call, and an expired session renewed behind the scenes. */
export function apiLinks(patience?: Patience): TRPCLink<AppRouter>[] {
  return linksBy(httpBatchLink({ url, maxURLLength: 2000 }), patience);
}

/** The same, each request for itself: none waits for a slow one of the same moment. */
export function singleApiLinks(): TRPCLink<AppRouter>[] {
  return linksBy(httpLink({ url }));
}

/** Subscriptions are a stream of events (SSE), which rides on the cookie and goes on where it was when it was cut off. */
function linksBy(requests: TRPCLink<AppRouter>, patience?: Patience): TRPCLink<AppRouter>[] {
  return [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: [keepWatching(patience), httpSubscriptionLink({ url })],
      false: [renewExpiredSession, requests],
    }),
  ];
}

const renewExpiredSession: TRPCLink<AppRouter> = () => {
  return ({ op, next }) =>
    observable((observer) => {
      const sentAt = Date.now();
      const first = next(op).subscribe({
        next: (result) => observer.next(result),
        complete: () => observer.complete(),
        error: (error) => {
          if (error.data?.code !== "session_ended" || op.path === "accounts.refresh") {
            observer.error(error);
            return;
          }
          refreshSession(sentAt).then(
            (isSignedIn) => {
              if (isSignedIn) again = next(op).subscribe(observer);
              else observer.error(error);
            },
            (cause: unknown) => observer.error(TRPCClientError.from(asError(cause))),
          );
        },
      });
      let again: { unsubscribe(): void } | undefined;
      return () => {
        first.unsubscribe();
        again?.unsubscribe();
      };
    });
};

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
