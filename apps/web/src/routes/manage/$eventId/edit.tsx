import { createFileRoute } from "@tanstack/react-router";
import { admitToEvent } from "../../../features/events/admit-to-event.ts";
import { EditEventPage } from "../../../features/events/edit-event-page.tsx";

export const Route = createFileRoute("/manage/$eventId/edit")({
  loader: async ({ params: { eventId }, location }) => {
    await admitToEvent("event:edit", eventId, location);
  },
  component: EditEventPage,
});
