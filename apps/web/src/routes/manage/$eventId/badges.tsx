import { createFileRoute } from "@tanstack/react-router";
import { admitToEvent } from "../../../features/events/admit-to-event.ts";
import { BadgesPage } from "../../../features/registrations/badges-page.tsx";

export const Route = createFileRoute("/manage/$eventId/badges")({
  loader: async ({ params: { eventId }, location }) => {
    await admitToEvent("attendee:list", eventId, location);
  },
  component: BadgesPage,
});
