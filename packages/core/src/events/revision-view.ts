import type { Revision } from "@eventmaster/contract/events";
import { eventRevisions, events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, getTableColumns } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventChanges } from "./apply-changes.ts";
import { plain } from "./edit-conflict.ts";
import { eventColumns } from "./event-view.ts";

const { organizerName: _, ...currentColumns } = eventColumns;

/** Revisions with the event as it is now and the name of who proposed. */
export function revisions(ctx: TenantContext) {
  return ctx.db
    .select({
      revision: getTableColumns(eventRevisions),
      event: currentColumns,
      proposedByName: users.displayName,
    })
    .from(eventRevisions)
    .innerJoin(events, eq(events.id, eventRevisions.eventId))
    .leftJoin(users, eq(users.id, eventRevisions.proposedBy));
}

export type RevisionRow = Awaited<ReturnType<typeof revisions>>[number];

/** Whether the event has other values by now than those that the proposal was to replace. */
export function staleFields({ revision, event }: RevisionRow): string[] {
  const current: Record<string, unknown> = event;
  return Object.entries(revision.changes)
    .filter(([field, { before }]) => JSON.stringify(plain(current[field])) !== JSON.stringify(before))
    .map(([field]) => field);
}

export function showRevision(row: RevisionRow): Revision {
  const { revision, event, proposedByName } = row;
  return {
    id: revision.id,
    eventId: revision.eventId,
    eventTitle: event.title,
    proposedBy: revision.proposedBy,
    proposedByName,
    status: revision.status,
    difference: Object.entries(revision.changes).map(([field, values]) => ({ field, ...values })),
    isStale: revision.status === "open" && staleFields(row).length > 0,
    version: revision.version,
    reason: revision.reason,
    decidedAt: revision.decidedAt?.toISOString() ?? null,
    createdAt: revision.createdAt.toISOString(),
    updatedAt: revision.updatedAt.toISOString(),
  };
}

const instants = new Set(["startAt", "endAt", "registrationOpensAt", "registrationClosesAt"]);

/** The proposed values as an event has them; in the table an instant is its text. */
export function proposedValues(changes: RevisionRow["revision"]["changes"]): EventChanges {
  return Object.fromEntries(
    Object.entries(changes).map(([field, { after }]) => [
      field,
      instants.has(field) && typeof after === "string" ? new Date(after) : after,
    ]),
  );
}

/** The proposal that waits for an admin, or null. */
export async function findOpenRevision(ctx: TenantContext, eventId: string): Promise<Revision | null> {
  const row = await findOpenRow(ctx, eventId);
  return row ? showRevision(row) : null;
}

export async function findOpenRow(ctx: TenantContext, eventId: string): Promise<RevisionRow | undefined> {
  const [row] = await revisions(ctx).where(
    and(eq(eventRevisions.eventId, eventId), eq(eventRevisions.status, "open")),
  );
  return row;
}

/** A revision within the tenant, whoever asks. @throws not_found */
export async function loadRevision(ctx: TenantContext, revisionId: string): Promise<RevisionRow> {
  const [row] = await revisions(ctx).where(
    and(eq(eventRevisions.organizationId, ctx.organizationId), eq(eventRevisions.id, revisionId)),
  );
  if (!row) throw new DomainError("not_found");
  return row;
}
