import { createFileRoute } from "@tanstack/react-router";
import { AuditPage } from "../../features/audit/audit-page.tsx";
import { auditInput } from "../../features/audit/audit-input.ts";
import { readAuditSearch } from "../../features/audit/audit-search.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/audit")({
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    await load(api.audit.list, auditInput(deps));
  },
  component: AuditPage,
});
