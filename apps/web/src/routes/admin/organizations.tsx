import { createFileRoute } from "@tanstack/react-router";
import { OrganizationsPage } from "../../features/organizations/organizations-page.tsx";
import {
  organizationsInput,
  readOrganizationsSearch,
} from "../../features/organizations/organizations-search.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/organizations")({
  validateSearch: readOrganizationsSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    const { mayCreate } = await load(api.organizations.mine, undefined);
    if (mayCreate) await load(api.organizations.all, organizationsInput(deps));
  },
  component: OrganizationsPage,
});
