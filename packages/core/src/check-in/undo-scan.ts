import type { UndoneScan, undoScanInput } from "@eventmaster/contract/check-in";
import { scans, undoneScans } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { keepAdmissions } from "./keep-admissions.ts";
import { loadCheckInPoints } from "./load-check-in-point.ts";
import { loadTicketHistory } from "./ticket-history.ts";

/**
 * Takes back that a scan let somebody in or out. The scan stays, with the reason; the ticket can be admitted again, unless
 * another scan let it in too: then that one is its admission now. Undoing twice is once, and the first reason stays.
 * @throws forbidden, not_found, nothing_to_undo for a scan that let nobody through
 */
export async function undoScan(ctx: Context, input: z.infer<typeof undoScanInput>): Promise<UndoneScan> {
  authorize(ctx, "ticket:scan");
  return transaction(ctx, async (ctx) => {
    const [scan] = await ctx.db
      .select({ eventId: scans.eventId, registrationId: scans.registrationId, point: scans.checkInPointId })
      .from(scans)
      .where(and(eq(scans.organizationId, ctx.organizationId), eq(scans.id, input.scanId)));
    if (!scan) throw new DomainError("not_found");
    const event = await loadEventFor(ctx, "ticket:scan", scan.eventId);
    if (scan.registrationId === null) throw new DomainError("nothing_to_undo");
    // Scans of this ticket and other undoings wait here for each other.
    await ctx.db
      .select({ id: registrations.id })
      .from(registrations)
      .where(eq(registrations.id, scan.registrationId))
      .for("update");
    if (!(await undoneAmong(ctx, [input.scanId])).has(input.scanId)) {
      const before = await loadTicketHistory(
        ctx,
        scan.registrationId,
        await loadCheckInPoints(ctx, event.id),
      );
      const passages = before.passages.filter(({ scanId }) => scanId !== input.scanId);
      if (passages.length === before.passages.length) throw new DomainError("nothing_to_undo");
      await ctx.db.insert(undoneScans).values({
        scanId: input.scanId,
        organizationId: ctx.organizationId,
        eventId: event.id,
        reason: input.reason,
        undoneBy: ctx.actor?.userId ?? null,
        undoneAt: ctx.now,
      });
      await recordAudit(ctx, {
        action: "registration.undo_scan",
        subjectType: "registration",
        subjectId: scan.registrationId,
        details: { eventId: event.id, scanId: input.scanId, reason: input.reason },
      });
      const ticket = { eventId: event.id, registrationId: scan.registrationId };
      const cause = { scanId: input.scanId, checkInPointId: scan.point };
      await keepAdmissions(ctx, ticket, before, { ...before, passages }, cause);
    }
    return showUndone(ctx, input.scanId);
  });
}

async function showUndone(ctx: TenantContext, scanId: string): Promise<UndoneScan> {
  const [row] = await ctx.db
    .select({
      reason: undoneScans.reason,
      undoneAt: undoneScans.undoneAt,
      undoneBy: users.displayName,
      registrationStatus: registrations.status,
    })
    .from(undoneScans)
    .innerJoin(scans, eq(scans.id, undoneScans.scanId))
    .innerJoin(registrations, eq(registrations.id, scans.registrationId))
    .leftJoin(users, eq(users.id, undoneScans.undoneBy))
    .where(eq(undoneScans.scanId, scanId));
  if (!row) throw new DomainError("not_found");
  return { ...row, scanId, undoneAt: row.undoneAt.toISOString() };
}

/** Which of these scans were taken back. */
export async function undoneAmong(ctx: TenantContext, scanIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ scanId: undoneScans.scanId })
    .from(undoneScans)
    .where(inArray(undoneScans.scanId, scanIds));
  return new Set(rows.map(({ scanId }) => scanId));
}
