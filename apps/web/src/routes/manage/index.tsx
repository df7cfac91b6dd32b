import { can } from "@eventmaster/contract/permissions";
import { createFileRoute } from "@tanstack/react-router";
import { ManagePage } from "../../features/events/manage-page.tsx";
import { manageInput, readManageSearch } from "../../features/events/manage-search.ts";
import { load } from "../../lib/load.ts";
import { loadSession, standingOf } from "../../lib/session.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/manage/")({
  validateSearch: readManageSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    const input = manageInput(deps, new Date());
    const [me] = await Promise.all([loadSession(), load(api.events.managed, input)]);
    return { input, isAllEvents: can(standingOf(me), "event:list-managed", { owns: false }) };
  },
  component: ManagePage,
});
