import { createFileRoute } from "@tanstack/react-router";
import { ApiKeysPage } from "../features/api-keys/api-keys-page.tsx";
import { load } from "../lib/load.ts";
import { admit } from "../lib/session.ts";
import { api } from "../lib/trpc.ts";

export const Route = createFileRoute("/api-keys")({
  loader: async ({ location }) => {
    await Promise.all([admit("api-key:manage", location), load(api.apiKeys.list, undefined)]);
  },
  component: ApiKeysPage,
});
