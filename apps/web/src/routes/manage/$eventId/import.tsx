import { createFileRoute } from "@tanstack/react-router";
import { admitToEvent } from "../../../features/events/admit-to-event.ts";
import { ImportPage } from "../../../features/registrations/import-page.tsx";

export const Route = createFileRoute("/manage/$eventId/import")({
  loader: async ({ params: { eventId }, location }) => {
    await admitToEvent("attendee:add", eventId, location);
  },
  component: ImportPage,
});
