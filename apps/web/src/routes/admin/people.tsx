import { createFileRoute } from "@tanstack/react-router";
import { PeoplePage } from "../../features/users/people-page.tsx";
import { invitationsInput, peopleInput, readPeopleSearch } from "../../features/users/people-search.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/people")({
  validateSearch: readPeopleSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    await (deps.tab
      ? load(api.organizations.invitations, invitationsInput(deps))
      : load(api.users.list, peopleInput(deps)));
  },
  component: PeoplePage,
});
