import { createFileRoute } from "@tanstack/react-router";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { WaitlistPage } from "../../../features/waitlist/waitlist-page.tsx";
import { readWaitlistSearch, waitlistInput } from "../../../features/waitlist/waitlist-search.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/waitlist")({
  validateSearch: readWaitlistSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ params: { eventId }, deps, location }) => {
    await Promise.all([
      loadDesk("waitlist:list", eventId, location),
      load(api.waitlist.list, waitlistInput(eventId, deps)),
    ]);
  },
  component: WaitlistPage,
});
