import { createFileRoute } from "@tanstack/react-router";
import { readWebhooksSearch } from "../../features/webhooks/webhooks-search.ts";
import { WebhooksPage } from "../../features/webhooks/webhooks-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/webhooks")({
  validateSearch: readWebhooksSearch,
  loader: async () => {
    await load(api.webhooks.list, undefined);
  },
  component: WebhooksPage,
});
