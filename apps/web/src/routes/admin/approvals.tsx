import { createFileRoute } from "@tanstack/react-router";
import { ApprovalsPage } from "../../features/approvals/approvals-page.tsx";
import { approvalsInput, readApprovalsSearch } from "../../features/approvals/approvals-search.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/approvals")({
  validateSearch: readApprovalsSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    await load(api.events.pending, approvalsInput(deps));
  },
  component: ApprovalsPage,
});
