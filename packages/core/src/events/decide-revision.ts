import type { Revision } from "@eventmaster/contract/events";
import { eventRevisions } from "@eventmaster/db/schema/events";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { applyChanges } from "./apply-changes.ts";
import { findEvent, loadEventFor } from "./load-event.ts";
import { problemsWithSchedule } from "./refuse-wrong-schedule.ts";
import {
  findOpenRow,
  loadRevision,
  proposedValues,
  type RevisionRow,
  showRevision,
  staleFields,
} from "./revision-view.ts";
import { tellOrganizer } from "./tell-organizer.ts";

interface Decision {
  revisionId: string;
  /** Of the proposal as it was read: one that was edited since is not decided on unread. */
  version?: number | undefined;
  reason?: string | undefined;
}

/**
 * Makes a proposal the event's published version.
 * @throws forbidden, not_found, revision_not_open, revision_unfit, event_cancelled, event_over, stale_version
 */
export async function acceptRevision(ctx: Context, input: Decision): Promise<Revision> {
  authorize(ctx, "event:approve");
  return transaction(ctx, async (ctx) => {
    const row = await loadRevision(ctx, input.revisionId);
    refuseUnlessAsRead(row, input.version);
    const event = await findEvent(ctx, row.revision.eventId);
    if (!event) throw new DomainError("not_found");
    if (event.status === "cancelled") throw new DomainError("event_cancelled");
    if (event.endAt <= ctx.now) throw new DomainError("event_over");
    refuseUnfit(ctx, row);
    await close(ctx, row, "accepted", input.reason ?? null);
    const isApplied = await applyChanges(ctx, event, proposedValues(row.revision.changes), {
      action: "event.accept_revision",
      details: { revisionId: input.revisionId, reason: input.reason ?? null },
    });
    if (!isApplied) throw new DomainError("stale_version");
    await tellOrganizer(ctx, event, "revision_accepted", input.reason ?? null);
    return showRevision(await loadRevision(ctx, input.revisionId));
  });
}

/** Leaves the published version as it is. @throws forbidden, not_found, revision_not_open, stale_version */
export async function refuseRevision(ctx: Context, input: Decision & { reason: string }): Promise<Revision> {
  authorize(ctx, "event:approve");
  return transaction(ctx, async (ctx) => {
    const row = await loadRevision(ctx, input.revisionId);
    refuseUnlessAsRead(row, input.version);
    await close(ctx, row, "refused", input.reason);
    await auditClosing(ctx, row, "event.refuse_revision", input.reason);
    await tellOrganizer(ctx, row.event, "revision_refused", input.reason);
    return showRevision(await loadRevision(ctx, input.revisionId));
  });
}

/** Takes a proposal back. @throws forbidden, not_found, revision_not_open */
export async function withdrawRevision(ctx: Context, input: { revisionId: string }): Promise<Revision> {
  authorize(ctx, "event:edit");
  return transaction(ctx, async (ctx) => {
    const row = await loadRevision(ctx, input.revisionId);
    await loadEventFor(ctx, "event:edit", row.revision.eventId);
    refuseUnlessAsRead(row, undefined);
    await close(ctx, row, "withdrawn", null);
    await auditClosing(ctx, row, "event.withdraw_revision", null);
    return showRevision(await loadRevision(ctx, input.revisionId));
  });
}

/** A proposal for an event that is called off is nobody's to decide on any more. */
export async function withdrawOpenRevision(ctx: TenantContext, eventId: string): Promise<void> {
  const row = await findOpenRow(ctx, eventId);
  if (!row) return;
  await close(ctx, row, "withdrawn", null);
  await auditClosing(ctx, row, "event.withdraw_revision", null);
}

function refuseUnlessAsRead({ revision }: RevisionRow, version: number | undefined): void {
  if (revision.status !== "open") throw new DomainError("revision_not_open");
  if (version !== undefined && version !== revision.version) throw new DomainError("stale_version");
}

/** What was right when it was proposed may not be any more. */
function refuseUnfit(ctx: TenantContext, row: RevisionRow): void {
  const fields = problemsWithSchedule(ctx, row.event, proposedValues(row.revision.changes));
  for (const field of staleFields(row)) fields[field] ??= "Is not what it was when this was proposed";
  if (Object.keys(fields).length > 0) throw new DomainError("revision_unfit", { fields });
}

/** Of two decisions at once, or a decision and an edit, the statement's own condition lets one win. */
async function close(
  ctx: TenantContext,
  { revision }: RevisionRow,
  status: "accepted" | "refused" | "withdrawn",
  reason: string | null,
): Promise<void> {
  const [closed] = await ctx.db
    .update(eventRevisions)
    .set({ status, reason, decidedBy: ctx.actor?.userId ?? null, decidedAt: ctx.now })
    .where(
      and(
        eq(eventRevisions.id, revision.id),
        eq(eventRevisions.status, "open"),
        eq(eventRevisions.version, revision.version),
      ),
    )
    .returning({ id: eventRevisions.id });
  if (closed) return;
  const now = await loadRevision(ctx, revision.id);
  throw new DomainError(now.revision.status === "open" ? "stale_version" : "revision_not_open");
}

async function auditClosing(
  ctx: TenantContext,
  { revision }: RevisionRow,
  action: string,
  reason: string | null,
): Promise<void> {
  await recordAudit(ctx, {
    action,
    subjectType: "event",
    subjectId: revision.eventId,
    details: { revisionId: revision.id, reason },
  });
}
