import { createFileRoute } from "@tanstack/react-router";
import { NewEventPage } from "../../features/events/new-event-page.tsx";
import { admit } from "../../lib/session.ts";

export const Route = createFileRoute("/manage/new")({
  loader: async ({ location }) => {
    await admit("event:create", location);
  },
  component: NewEventPage,
});
