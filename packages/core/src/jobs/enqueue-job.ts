import type { JobName } from "@eventmaster/contract/system";
import type { TenantContext } from "../context.ts";
import type { JobPayload } from "./job-payloads.ts";

interface Timing {
  /** Not before this instant. Absent: as soon as the transaction has committed. */
  startAfter?: Date | undefined;
}

interface Bulk extends Timing {
  /** One for each job, where the same one may be asked for twice: it is there once. */
  ids?: string[] | undefined;
}

/**
 * Puts a job in its queue, in the transaction of the change that needs it: none for a change that was rolled back, none
 * lost. It is worked off at least once, so its handler must bear to run twice.
 */
export async function enqueueJob<Name extends JobName>(
  ctx: TenantContext,
  name: Name,
  payload: JobPayload<Name>,
  timing: Timing = {},
): Promise<void> {
  await enqueueJobs(ctx, name, [payload], timing);
}

/** Many jobs of one kind with few statements. */
export async function enqueueJobs<Name extends JobName>(
  ctx: TenantContext,
  name: Name,
  payloads: JobPayload<Name>[],
  { startAfter, ids }: Bulk = {},
): Promise<void> {
  const { organizationId, requestId } = ctx;
  await ctx.jobs.add(
    ctx.db,
    name,
    payloads.map((payload, index) => ({
      id: ids?.[index],
      data: { organizationId, requestId, payload },
      startAfter,
    })),
  );
}
