import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import { ToastRegion } from "@eventmaster/ui/toast";
import { useEffect } from "react";
import { keepTickets } from "../../lib/kept-tickets.ts";
import { standingOf } from "../../lib/session.ts";
import { loadTickets } from "../registrations/load-tickets.ts";
import { untilLoaded } from "../../lib/until-loaded.ts";

/**
 * What only those who are signed in need: messages, also the one that says how it ended, and tickets that are there without a
 * network.
 */
export function SignedIn({ me }: { me: Me | null }) {
  const id = me?.id;
  const hasTickets = can(standingOf(me), "registration:list-own");
  useEffect(() => {
    if (id === undefined) return;
    const stop = keepTickets(id);
    // Also for who never opens the list before standing at a door without a network.
    if (hasTickets) void untilLoaded().then(() => loadTickets({}).catch(() => undefined));
    return stop;
  }, [id, hasTickets]);
  return <ToastRegion />;
}
