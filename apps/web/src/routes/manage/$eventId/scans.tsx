import { createFileRoute } from "@tanstack/react-router";
import { ScansPage } from "../../../features/check-in/scans-page.tsx";
import { scansQuery } from "../../../features/check-in/scans-query.ts";
import { conflictsInput, readScansSearch } from "../../../features/check-in/scans-search.ts";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { load } from "../../../lib/load.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/scans")({
  validateSearch: readScansSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ params: { eventId }, deps, location }) => {
    await Promise.all([
      loadDesk("door:manage", eventId, location),
      load(api.checkIn.conflicts, conflictsInput(eventId)),
      load(api.checkIn.points, { eventId }),
      queryClient.ensureInfiniteQueryData({ ...scansQuery(eventId, deps), revalidateIfStale: true }),
    ]);
  },
  component: ScansPage,
});
