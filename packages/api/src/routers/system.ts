import { retriedJobs, systemState } from "@eventmaster/contract/system";
import { getSystemState } from "@eventmaster/core/system/get-system-state";
import { retryGivenUpJobs } from "@eventmaster/core/system/retry-given-up-jobs";
import { requires, router } from "../trpc.ts";

/** For whoever runs the system: `profile.isPlatformAdmin` says who that is. */
export const system = router({
  state: requires("system:read")
    .output(systemState)
    .query(({ ctx }) => getSystemState(ctx, ctx.facts, ctx.live.watcherCount())),

  retryJobs: requires("system:manage")
    .output(retriedJobs)
    .mutation(({ ctx }) => retryGivenUpJobs(ctx)),
});
