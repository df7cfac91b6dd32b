import { createFileRoute } from "@tanstack/react-router";
import { PeoplePage } from "../../features/users/people-page.tsx";
import { plainPageInput, peopleInput, readPeopleSearch } from "../../features/users/people-search.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/people")({
  validateSearch: readPeopleSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    if (deps.tab === "invitations") await load(api.organizations.invitations, plainPageInput(deps));
    else if (deps.tab === "unreachable") await load(api.notifications.suppressed, plainPageInput(deps));
    else await load(api.users.list, peopleInput(deps));
  },
  component: PeoplePage,
});
