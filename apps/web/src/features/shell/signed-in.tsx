import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import { ToastRegion } from "@eventmaster/ui/toast";
import { useEffect } from "react";
import { keepTickets } from "../../lib/kept-tickets.ts";
import { loadTickets } from "../registrations/load-tickets.ts";
import { untilLoaded } from "./until-loaded.ts";

/** What only those who are signed in need: messages, and tickets that are there without a network. */
export function SignedIn({ me }: { me: Me }) {
  const hasTickets = can(me.role, "registration:list-own");
  useEffect(() => {
    const stop = keepTickets(me.id);
    // Also for who never opens the list before standing at a door without a network.
    if (hasTickets) void untilLoaded().then(() => loadTickets({}).catch(() => undefined));
    return stop;
  }, [me.id, hasTickets]);
  return <ToastRegion />;
}
