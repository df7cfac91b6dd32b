import { walletPasses } from "@eventmaster/db/schema/wallets";
import { eq, inArray } from "drizzle-orm";
import type { AuditRecord } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";

const changesOfEvents = new Set(["event.update", "event.accept_revision", "event.cancel"]);
const changesOfTickets = new Set(["registration.cancel", "registration.create", "registration.restore"]);

/** Has the wallets told of what the log's new entries changed on tickets, in the transaction of the change. */
export async function noteChangedPasses(ctx: TenantContext, records: AuditRecord[]): Promise<void> {
  if (!ctx.wallets?.apple && !ctx.wallets?.google) return;
  const idsOf = (actions: Set<string>) =>
    records.flatMap(({ action, subjectId }) => (actions.has(action) ? subjectId : []));
  const [eventIds, registrationIds] = [idsOf(changesOfEvents), idsOf(changesOfTickets)];
  if (eventIds.length > 0)
    for (const eventId of new Set(eventIds)) await note(ctx, eventId, eq(walletPasses.eventId, eventId));
  if (registrationIds.length > 0) {
    const rows = await ctx.db
      .select({ id: walletPasses.registrationId, eventId: walletPasses.eventId })
      .from(walletPasses)
      .where(inArray(walletPasses.registrationId, registrationIds));
    for (const { id, eventId } of rows) await note(ctx, eventId, eq(walletPasses.registrationId, id), id);
  }
}

async function note(
  ctx: TenantContext,
  eventId: string,
  which: ReturnType<typeof eq>,
  registrationId?: string,
): Promise<void> {
  const changed = await ctx.db
    .update(walletPasses)
    .set({ changedAt: ctx.now })
    .where(which)
    .returning({ id: walletPasses.registrationId });
  if (changed.length > 0)
    await enqueueJob(ctx, "wallet.update", { eventId, registrationId: registrationId ?? null, after: null });
}
