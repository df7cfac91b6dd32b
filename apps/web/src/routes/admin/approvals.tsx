import { createFileRoute } from "@tanstack/react-router";
import { ApprovalsPage } from "../../features/approvals/approvals-page.tsx";
import {
  decisionsInput,
  pendingInput,
  readApprovalsSearch,
  revisionsInput,
} from "../../features/approvals/approvals-search.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/approvals")({
  validateSearch: readApprovalsSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    await Promise.all([
      load(api.events.pending, pendingInput(deps)),
      load(api.events.revisions, revisionsInput(deps)),
      deps.tab === "decided" ? load(api.events.decisions, decisionsInput(deps)) : null,
    ]);
  },
  component: ApprovalsPage,
});
