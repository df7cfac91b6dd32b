import { createFileRoute } from "@tanstack/react-router";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { QuestionsPage } from "../../../features/registrations/questions-page.tsx";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/questions")({
  loader: async ({ params: { eventId }, location }) => {
    await Promise.all([loadDesk("event:edit", eventId, location), load(api.events.questions, { eventId })]);
  },
  component: QuestionsPage,
});
