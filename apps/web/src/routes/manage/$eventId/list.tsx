import { createFileRoute } from "@tanstack/react-router";
import { admitToEvent } from "../../../features/events/admit-to-event.ts";
import { DoorListPage } from "../../../features/registrations/door-list-page.tsx";
import { readDoorListSearch } from "../../../features/registrations/door-list-search.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/list")({
  validateSearch: readDoorListSearch,
  loader: async ({ params: { eventId }, location }) => {
    await Promise.all([
      admitToEvent("attendee:list", eventId, location),
      load(api.events.questions, { eventId }),
    ]);
  },
  component: DoorListPage,
});
