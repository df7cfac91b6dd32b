import { eventRevisions } from "@eventmaster/db/schema/events";
import { and, eq, sql } from "drizzle-orm";
import { isDeepStrictEqual } from "node:util";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventChanges } from "./apply-changes.ts";
import { plain } from "./edit-conflict.ts";
import type { EventRow } from "./event-view.ts";
import { refuseWrongSchedule } from "./refuse-wrong-schedule.ts";
import { findOpenRow, proposedValues, type RevisionRow } from "./revision-view.ts";

type Proposal = RevisionRow["revision"]["changes"];

/**
 * Proposes values of a published event. There is one open proposal per event: proposing again changes it, and a field that
 * is set back to what is published leaves it. A proposal of nothing is withdrawn.
 * @throws validation, stale_version when somebody changed or decided on the proposal at the same moment
 */
export async function proposeRevision(
  ctx: TenantContext,
  event: EventRow,
  fields: EventChanges,
): Promise<void> {
  const open = await findOpenRow(ctx, event.id);
  const proposal = mergeProposal(event, open?.revision.changes ?? {}, fields);
  if (isDeepStrictEqual(proposal, open?.revision.changes ?? {})) return;
  refuseWrongSchedule(ctx, event, proposedValues(proposal));
  const revisionId = open ? await change(ctx, open, proposal) : await insert(ctx, event, proposal);
  await recordAudit(ctx, {
    action: Object.keys(proposal).length > 0 ? "event.propose" : "event.withdraw_revision",
    subjectType: "event",
    subjectId: event.id,
    details: {
      revisionId,
      before: Object.fromEntries(Object.entries(proposal).map(([field, { before }]) => [field, before])),
      after: Object.fromEntries(Object.entries(proposal).map(([field, { after }]) => [field, after])),
    },
  });
}

function mergeProposal(event: EventRow, open: Proposal, fields: EventChanges): Proposal {
  const current: Record<string, unknown> = event;
  const given = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      { before: plain(current[field]), after: plain(value) },
    ]),
  );
  return Object.fromEntries(
    Object.entries({ ...open, ...given }).filter(
      ([field, { after }]) => JSON.stringify(after) !== JSON.stringify(plain(current[field])),
    ),
  );
}

async function insert(ctx: TenantContext, event: EventRow, proposal: Proposal): Promise<string> {
  const [made] = await ctx.db
    .insert(eventRevisions)
    .values({
      id: uuidv7(),
      organizationId: ctx.organizationId,
      eventId: event.id,
      proposedBy: ctx.actor?.userId ?? null,
      changes: proposal,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: eventRevisions.id });
  if (!made) throw new DomainError("stale_version");
  return made.id;
}

async function change(ctx: TenantContext, { revision }: RevisionRow, proposal: Proposal): Promise<string> {
  const isWithdrawn = Object.keys(proposal).length === 0;
  const [changed] = await ctx.db
    .update(eventRevisions)
    .set({
      ...(isWithdrawn ? { status: "withdrawn" as const, decidedAt: ctx.now } : { changes: proposal }),
      proposedBy: ctx.actor?.userId ?? null,
      version: sql`${eventRevisions.version} + 1`,
      updatedAt: ctx.now,
    })
    .where(
      and(
        eq(eventRevisions.id, revision.id),
        eq(eventRevisions.status, "open"),
        eq(eventRevisions.version, revision.version),
      ),
    )
    .returning({ id: eventRevisions.id });
  if (!changed) throw new DomainError("stale_version");
  return changed.id;
}
