import {
  eventReport,
  eventReportInput,
  platformReport,
  platformReportInput,
} from "@eventmaster/contract/reports";
import { reportOnEvent } from "@eventmaster/core/reports/report-on-event";
import { reportOnPlatform } from "@eventmaster/core/reports/report-on-platform";
import { requires, router } from "../trpc.ts";

export const reports = router({
  /** How one event is doing. */
  event: requires("event:report", "report")
    .input(eventReportInput)
    .output(eventReport)
    .query(({ ctx, input }) => reportOnEvent(ctx, input)),

  /** How the organization is doing. */
  platform: requires("reports:platform", "report")
    .input(platformReportInput)
    .output(platformReport)
    .query(({ ctx, input }) => reportOnPlatform(ctx, input)),
});
