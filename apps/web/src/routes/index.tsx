import { firstWaits } from "@eventmaster/contract/first-asks";
import { createFileRoute } from "@tanstack/react-router";
import { browseInput } from "../features/events/browse-input.ts";
import { browseQuery } from "../features/events/browse-query.ts";
import { HomePage } from "../features/events/home-page.tsx";
import { ofWhoeverIsHere } from "../features/registrations/load-own-ticket.ts";
import { loadTickets } from "../features/registrations/load-tickets.ts";
import { load } from "../lib/load.ts";
import { queryClient } from "../lib/query-client.ts";
import { api } from "../lib/trpc.ts";

export const Route = createFileRoute("/")({
  loader: async () => {
    // The same list as the page of all events begins with.
    const input = browseInput({}, new Date());
    await Promise.all([
      queryClient.ensureInfiniteQueryData(browseQuery(input)),
      ofWhoeverIsHere(() => Promise.all([loadTickets({}), load(api.waitlist.mine, firstWaits)])),
    ]);
    return { input };
  },
  component: HomePage,
});
