import type { AppRouter } from "@eventmaster/api/root";
import { httpBatchLink, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { refreshSession } from "./refresh-session.ts";

/** How both apps reach the server: requests of one moment in one call, and an expired session renewed behind the scenes. */
export function apiLinks(): TRPCLink<AppRouter>[] {
  return [renewExpiredSession, httpBatchLink({ url: "/api/trpc", maxURLLength: 2000 })];
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
