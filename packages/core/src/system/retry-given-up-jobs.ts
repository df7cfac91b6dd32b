import { inTransaction } from "@eventmaster/db/client";
import { enterTenant } from "@eventmaster/db/tenant";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";

/** Puts every job that was given up back in its queue, with all its attempts. For the platform's admin. */
export async function retryGivenUpJobs(ctx: Context): Promise<{ retried: number }> {
  authorize(ctx, "system:manage");
  return inTransaction(ctx.pool, async (tx) => {
    // Jobs belong to no tenant, and its role may not touch them: only the audit row is written under it.
    const retried = await ctx.jobs.retryGivenUp(tx);
    await enterTenant(tx, ctx.organizationId);
    if (retried > 0)
      await recordAudit(
        { ...ctx, db: tx },
        {
          action: "system.retry_jobs",
          subjectType: "system",
          subjectId: ctx.organizationId,
          details: { retried },
        },
      );
    return { retried };
  });
}
