import { trpc } from "../../lib/trpc.ts";
import { useCan } from "../../lib/session.ts";

/** How many events wait for an admin's decision; 0 for everybody else. */
export function usePendingCount(): number {
  const isAdmin = useCan("event:approve");
  const { data } = trpc.events.pending.useQuery(
    { limit: 1 },
    { enabled: isAdmin, staleTime: 15_000, refetchInterval: 60_000 },
  );
  return isAdmin ? (data?.total ?? 0) : 0;
}
