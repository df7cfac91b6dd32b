import { createFileRoute } from "@tanstack/react-router";
import { EventOverviewPage } from "../../../features/events/event-overview-page.tsx";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { openRevisionInput } from "../../../features/events/overview-search.ts";
import { eventReportInput } from "../../../features/reports/event-report-input.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/")({
  loader: async ({ params: { eventId }, location }) => {
    await Promise.all([
      loadDesk("event:report", eventId, location),
      load(api.reports.event, eventReportInput(eventId)),
      load(api.events.revisions, openRevisionInput(eventId)),
      load(api.checkIn.occupancy, { eventId }),
    ]);
  },
  component: EventOverviewPage,
});
