import { auditLog } from "@eventmaster/db/schema/audit";
import { uuidv7 } from "uuidv7";
import type { Context } from "../context.ts";

export interface AuditRecord {
  action: string;
  subjectType: "event" | "registration" | "user" | "session" | "organization";
  subjectId: string;
  /** Values before and after; ids but no names, addresses or codes (CONTRACT §1: no personal data). */
  details?: Record<string, unknown>;
  /** Who did it, where that is not the context's actor (a log-in has none yet). */
  actorId?: string;
}

/** Writes the audit row of a change. Call it with the context of the change's own transaction (invariant 6). */
export async function recordAudit(ctx: Context, record: AuditRecord): Promise<void> {
  await ctx.db.insert(auditLog).values({
    id: uuidv7(),
    organizationId: ctx.organizationId,
    at: ctx.now,
    actorId: record.actorId ?? ctx.actor?.userId ?? null,
    action: record.action,
    subjectType: record.subjectType,
    subjectId: record.subjectId,
    requestId: ctx.requestId,
    details: record.details ?? {},
  });
}
