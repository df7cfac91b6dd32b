import { createFileRoute } from "@tanstack/react-router";
import { EventPage } from "../../features/events/event-page.tsx";
import { loadDescription } from "../../features/events/lazy-description.tsx";
import { loadOwnTicket } from "../../features/registrations/load-own-ticket.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/events/$eventId")({
  loader: async ({ params: { eventId } }) => {
    await Promise.all([
      load(api.events.get, { eventId }),
      loadOwnTicket(eventId),
      loadDescription(),
      load(api.events.questions, { eventId }),
    ]);
  },
  component: EventPage,
});
