import { createFileRoute } from "@tanstack/react-router";
import { MailsPage } from "../../features/accounts/mails-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/account/mails")({
  loader: async () => {
    await Promise.all([load(api.notifications.preferences, undefined), load(api.calendar.feed, undefined)]);
  },
  component: MailsPage,
});
