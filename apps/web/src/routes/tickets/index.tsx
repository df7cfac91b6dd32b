import { firstWaits } from "@eventmaster/contract/first-asks";
import { createFileRoute } from "@tanstack/react-router";
import { loadTickets } from "../../features/registrations/load-tickets.ts";
import { readTicketsSearch } from "../../features/registrations/ticket-search.ts";
import { TicketsPage } from "../../features/registrations/tickets-page.tsx";

import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/tickets/")({
  validateSearch: readTicketsSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    await Promise.all([loadTickets(deps), load(api.waitlist.mine, firstWaits).catch(() => undefined)]);
  },
  component: TicketsPage,
});
