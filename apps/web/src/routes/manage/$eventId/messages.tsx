import { createFileRoute } from "@tanstack/react-router";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { MessagesPage } from "../../../features/messages/messages-page.tsx";
import { messagesInput, readMessagesSearch } from "../../../features/messages/messages-search.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/messages")({
  validateSearch: readMessagesSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ params: { eventId }, deps, location }) => {
    await Promise.all([
      loadDesk("attendee:message", eventId, location),
      load(api.messages.list, messagesInput(eventId, deps)),
      load(api.notifications.eventReminders, { eventId }),
    ]);
  },
  component: MessagesPage,
});
