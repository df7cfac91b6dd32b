import { type Presence, presencesOf } from "@eventmaster/admission/passages";
import { admissions } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq, ne } from "drizzle-orm";
import { type AuditRecord, recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import type { KnownPassage, TicketHistory } from "./ticket-history.ts";

/** What became of a ticket's admissions, as the audit log calls it; null when nothing did. */
type Change = "admit" | "move_admission" | "leave" | "re_enter" | "undo_admission" | null;

/**
 * Makes admissions and status follow from the ticket's passages: the earliest entry at each point is its admission. As
 * nothing else ever writes them, the end is the same in whatever order scans arrive. Call it under the registration's lock.
 */
export async function keepAdmissions(
  ctx: TenantContext,
  ticket: { eventId: string; registrationId: string },
  before: TicketHistory,
  after: TicketHistory,
  cause: { scanId: string; checkInPointId: string },
): Promise<void> {
  const had = byPoint(presencesOf(before.passages, before.points));
  const has = byPoint(presencesOf(after.passages, after.points));
  const changes: Change[] = [];
  for (const presence of has.values())
    changes.push(await keepOne(ctx, ticket, had.get(presence.checkInPointId), presence, after.passages));
  for (const { checkInPointId } of had.values()) {
    if (has.has(checkInPointId)) continue;
    await ctx.db.delete(admissions).where(admissionAt(ticket, checkInPointId));
    changes.push("undo_admission");
  }
  // Also where the status stays: the roster tells what changed by the row's last write.
  await ctx.db
    .update(registrations)
    .set({ status: has.size > 0 ? "checked_in" : "registered" })
    .where(and(eq(registrations.id, ticket.registrationId), ne(registrations.status, "cancelled")));
  for (const change of new Set(changes)) if (change) await recordAudit(ctx, auditOf(ticket, change, cause));
}

async function keepOne(
  ctx: TenantContext,
  ticket: { eventId: string; registrationId: string },
  had: Presence | undefined,
  has: Presence,
  passages: readonly KnownPassage[],
): Promise<Change> {
  const first = passages.find(({ scanId }) => scanId === has.first.scanId);
  const row = {
    scanId: has.first.scanId,
    admittedAt: has.first.at,
    admittedBy: first?.scannedBy ?? null,
    deviceId: first?.deviceId ?? null,
    leftAt: has.leftAt,
  };
  if (!had) {
    // No "on conflict": should the lock fail, the primary key must stop the second.
    await ctx.db.insert(admissions).values({
      ...row,
      registrationId: ticket.registrationId,
      checkInPointId: has.checkInPointId,
      organizationId: ctx.organizationId,
      eventId: ticket.eventId,
    });
    return "admit";
  }
  const isMoved = had.first.scanId !== has.first.scanId;
  const hasTurned = had.leftAt?.getTime() !== has.leftAt?.getTime();
  if (!isMoved && !hasTurned) return null;
  await ctx.db.update(admissions).set(row).where(admissionAt(ticket, has.checkInPointId));
  return isMoved ? "move_admission" : has.leftAt ? "leave" : "re_enter";
}

function byPoint(presences: Presence[]): Map<string, Presence> {
  return new Map(presences.map((presence) => [presence.checkInPointId, presence]));
}

function admissionAt(ticket: { registrationId: string }, checkInPointId: string) {
  return and(
    eq(admissions.registrationId, ticket.registrationId),
    eq(admissions.checkInPointId, checkInPointId),
  );
}

function auditOf(
  { eventId, registrationId }: { eventId: string; registrationId: string },
  change: NonNullable<Change>,
  { scanId, checkInPointId }: { scanId: string; checkInPointId: string },
): AuditRecord {
  return {
    action: `registration.${change}`,
    subjectType: "registration",
    subjectId: registrationId,
    details: { eventId, scanId, checkInPointId },
  };
}
