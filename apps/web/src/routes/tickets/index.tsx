import { createFileRoute } from "@tanstack/react-router";
import { readTicketsSearch, ticketsInput } from "../../features/registrations/ticket-search.ts";
import { TicketsPage } from "../../features/registrations/tickets-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/tickets/")({
  validateSearch: readTicketsSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    await load(api.registrations.mine, ticketsInput(deps));
  },
  component: TicketsPage,
});
