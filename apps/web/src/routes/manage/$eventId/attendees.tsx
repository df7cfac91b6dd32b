import { createFileRoute } from "@tanstack/react-router";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { AttendeesPage } from "../../../features/registrations/attendees-page.tsx";
import { attendeesQuery } from "../../../features/registrations/attendees-query.ts";
import { readAttendeesSearch } from "../../../features/registrations/attendees-search.ts";
import { load } from "../../../lib/load.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/attendees")({
  validateSearch: readAttendeesSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ params: { eventId }, deps, location }) => {
    await Promise.all([
      loadDesk("attendee:list", eventId, location),
      load(api.events.questions, { eventId }),
      queryClient.ensureInfiniteQueryData({ ...attendeesQuery(eventId, deps), revalidateIfStale: true }),
    ]);
  },
  component: AttendeesPage,
});
