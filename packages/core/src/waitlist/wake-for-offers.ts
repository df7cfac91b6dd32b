import type { TenantContext } from "../context.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";

/** The clock of the server that works the job off may be behind: it must find the offers overdue. */
export const clockTolerance = 1000;

/** Sees to it that the event's offers are looked at when they end. */
export async function wakeForOffers(ctx: TenantContext, eventId: string, at: Date): Promise<void> {
  const startAfter = new Date(at.getTime() + clockTolerance);
  await enqueueJob(ctx, "waitlist.expire-offers", { eventId }, { startAfter });
}
