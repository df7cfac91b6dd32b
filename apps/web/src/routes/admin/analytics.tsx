import { createFileRoute } from "@tanstack/react-router";
import { AnalyticsPage } from "../../features/reports/analytics-page.tsx";
import { readAnalyticsSearch } from "../../features/reports/analytics-search.ts";
import { platformInput } from "../../features/reports/platform-input.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/analytics")({
  validateSearch: readAnalyticsSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    const input = platformInput(deps, new Date());
    await load(api.reports.platform, input);
    return { input };
  },
  component: AnalyticsPage,
});
