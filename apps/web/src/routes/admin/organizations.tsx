import { createFileRoute } from "@tanstack/react-router";
import { OrganizationsPage } from "../../features/organizations/organizations-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/organizations")({
  loader: async () => {
    await load(api.organizations.mine, undefined);
  },
  component: OrganizationsPage,
});
