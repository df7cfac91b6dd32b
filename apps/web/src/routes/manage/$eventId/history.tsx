import { createFileRoute } from "@tanstack/react-router";
import { HistoryPage } from "../../../features/events/history-page.tsx";
import { historyInput, readHistorySearch } from "../../../features/events/history-search.ts";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/history")({
  validateSearch: readHistorySearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ params: { eventId }, deps, location }) => {
    await Promise.all([
      loadDesk("event:edit", eventId, location),
      load(api.events.history, historyInput(eventId, deps)),
    ]);
  },
  component: HistoryPage,
});
