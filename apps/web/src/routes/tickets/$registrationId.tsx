import { createFileRoute } from "@tanstack/react-router";
import { TicketPage } from "../../features/registrations/ticket-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/tickets/$registrationId")({
  loader: async ({ params: { registrationId } }) => {
    await load(api.registrations.get, { registrationId });
  },
  component: TicketPage,
});
