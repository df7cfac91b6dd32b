import type { AppRouter } from "@eventmaster/api/root";
import type { Event } from "@eventmaster/contract/events";
import { TRPCClientError } from "@trpc/client";

/** The event that a stale edit ran into, as the server tells it; null for every other failure. */
export function overtakenBy(error: unknown): Event | null {
  if (!(error instanceof TRPCClientError)) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our links serve this router only
  return (error as TRPCClientError<AppRouter>).data?.conflict?.current ?? null;
}
