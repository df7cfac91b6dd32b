import { createFileRoute } from "@tanstack/react-router";
import { admitToEvent } from "../../../features/events/admit-to-event.ts";
import { EventOverviewPage } from "../../../features/events/event-overview-page.tsx";
import {
  attendeesInput,
  checkedInInput,
  readOverviewSearch,
} from "../../../features/events/overview-search.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/")({
  validateSearch: readOverviewSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ params: { eventId }, deps, location }) => {
    await Promise.all([
      admitToEvent("attendee:list", eventId, location),
      load(api.registrations.attendees, attendeesInput(eventId, deps)),
      load(api.registrations.attendees, checkedInInput(eventId)),
      load(api.checkIn.staff, { eventId }),
    ]);
  },
  component: EventOverviewPage,
});
