import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import { standingOf } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";

/** Organizers and admins always may scan; of members, those on the door staff of an event. */
export function useWorksAtDoor(me: Me | null): boolean {
  const isManager = can(standingOf(me), "event:list-managed");
  const { data } = trpc.checkIn.events.useQuery(
    { limit: 1 },
    { enabled: me !== null && !isManager, staleTime: 300_000 },
  );
  return isManager || (data?.total ?? 0) > 0;
}
