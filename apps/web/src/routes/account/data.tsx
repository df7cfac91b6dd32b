import { createFileRoute } from "@tanstack/react-router";
import { DataPage } from "../../features/accounts/data-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/account/data")({
  loader: async () => {
    await load(api.organizations.mine, undefined);
  },
  component: DataPage,
});
