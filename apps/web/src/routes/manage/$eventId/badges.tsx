import { createFileRoute } from "@tanstack/react-router";
import { admitToEvent } from "../../../features/events/admit-to-event.ts";
import { BadgesPage } from "../../../features/registrations/badges-page.tsx";
import { readBadgesSearch } from "../../../features/registrations/badges-search.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/badges")({
  validateSearch: readBadgesSearch,
  loader: async ({ params: { eventId }, location }) => {
    await Promise.all([
      admitToEvent("attendee:list", eventId, location),
      load(api.events.questions, { eventId }),
    ]);
  },
  component: BadgesPage,
});
