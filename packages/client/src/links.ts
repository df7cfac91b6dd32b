import type { AppRouter } from "@eventmaster/api/root";
import { httpBatchLink, httpLink, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { addressIn, type WhichOrganization } from "./organization.ts";
import { refreshSession } from "./refresh-session.ts";

export const apiUrl = "/api/trpc";

/** How both apps reach the server: requests of one moment in one call, and an expired session renewed behind the scenes. */
export function apiLinks({ organization, logInAgain }: Options): TRPCLink<AppRouter>[] {
  return [
    renewExpiredSession(logInAgain),
    httpBatchLink({ url: apiUrl, fetch: fetchIn(organization), maxURLLength: 2000 }),
  ];
}

/** The same, each request for itself: none waits for a slow one of the same moment. */
export function singleApiLinks({ organization }: Options): TRPCLink<AppRouter>[] {
  return [renewExpiredSession(), httpLink({ url: apiUrl, fetch: fetchIn(organization) })];
}

/** As tRPC passes them on, which may say that there is no signal. */
type CallOptions = Omit<RequestInit, "signal"> & { signal?: AbortSignal | null | undefined };

const fetchIn =
  (organization: WhichOrganization) =>
  (url: string | URL | Request, init?: CallOptions): Promise<Response> =>
    fetch(addressIn(organization(), url instanceof Request ? url.url : url.toString()), {
      ...init,
      signal: init?.signal ?? null,
    });

interface Options {
  organization: WhichOrganization;
  /** Asks somebody whose session has ended, as they send something, to log in again: true when they have. */
  logInAgain?: () => Promise<boolean>;
}

const renewExpiredSession =
  (logInAgain?: Options["logInAgain"]): TRPCLink<AppRouter> =>
  () => {
    return ({ op, next }) =>
      observable((observer) => {
        const sentAt = Date.now();
        const first = next(op).subscribe({
          next: (result) => observer.next(result),
          complete: () => observer.complete(),
          error: (error) => {
            const code = error.data?.code;
            const hasEnded = code === "session_ended" && op.path !== "accounts.refresh";
            const mayAsk =
              op.type === "mutation" &&
              op.path !== "accounts.logOut" &&
              (hasEnded || code === "not_signed_in");
            if (!hasEnded && !mayAsk) {
              observer.error(error);
              return;
            }
            const renewal = hasEnded ? refreshSession(sentAt) : Promise.resolve(false);
            renewal
              // What is being sent waits, so that nothing typed is lost.
              .then((isSignedIn) => isSignedIn || (mayAsk && logInAgain ? logInAgain() : false))
              .then(
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
