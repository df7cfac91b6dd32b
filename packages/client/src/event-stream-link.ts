import type { AppRouter } from "@eventmaster/api/root";
import type { ErrorData } from "@eventmaster/contract/error-codes";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { addressIn, type WhichOrganization } from "./organization.ts";

/** The server says something every 15 seconds. */
const longestSilenceMs = 40_000;

/**
 * A subscription as the server streams it (SSE), until it is cut off; `keepWatching` connects again. Not tRPC's own link: that
 * is one module with its client, so that everybody's first page would carry it.
 */
export function eventStreamLink(url: string, organization: WhichOrganization): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const input = encodeURIComponent(JSON.stringify(op.input ?? {}));
        const source = new EventSource(addressIn(organization(), `${url}/${op.path}?input=${input}`));
        let silence: ReturnType<typeof setTimeout> | undefined;

        function close(): void {
          clearTimeout(silence);
          source.close();
        }

        function fail(error: TRPCClientError<AppRouter>): void {
          close();
          observer.error(error);
        }

        /** A connection that was cut off without a word looks like silence. */
        function hear(): void {
          clearTimeout(silence);
          silence = setTimeout(
            () => fail(TRPCClientError.from(new Error("The server fell silent"))),
            longestSilenceMs,
          );
        }

        source.addEventListener("connected", () => {
          hear();
          observer.next({ result: { type: "started" } });
          observer.next({ result: { type: "state", state: "pending", error: null } });
        });
        source.addEventListener("ping", hear);
        source.addEventListener("message", ({ data, lastEventId: id }) => {
          hear();
          observer.next({ result: { id, data: { id, data: JSON.parse(String(data)) as unknown } } });
        });
        source.addEventListener("serialized-error", ({ data }) =>
          fail(TRPCClientError.from(refusalIn(data))),
        );
        source.addEventListener("return", () => {
          close();
          observer.complete();
        });
        source.addEventListener("error", () =>
          fail(TRPCClientError.from(new Error("The connection was cut off"))),
        );
        hear();
        return close;
      });
}

type Refusal = { error: { message: string; code: number; data: ErrorData & { httpStatus: number } } };

function refusalIn(data: unknown): Refusal {
  const error: unknown = JSON.parse(String(data));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our server wrote it, as it answers any call
  return { error: error as Refusal["error"] };
}
