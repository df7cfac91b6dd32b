import { createFileRoute } from "@tanstack/react-router";
import { browseInput, readBrowseSearch } from "../../features/events/browse-input.ts";
import { browseQuery } from "../../features/events/browse-query.ts";
import { EventsPage } from "../../features/events/events-page.tsx";
import { queryClient } from "../../lib/query-client.ts";

export const Route = createFileRoute("/events/")({
  validateSearch: readBrowseSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    const input = browseInput(deps, new Date());
    // Gone back to, the list stands as it was left, and is renewed behind the scenes.
    await queryClient.ensureInfiniteQueryData(browseQuery(input));
    return { input };
  },
  component: EventsPage,
});
