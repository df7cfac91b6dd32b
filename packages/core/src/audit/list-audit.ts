import type { AuditEntry, listAuditInput } from "@eventmaster/contract/audit";
import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";

/** What was done in the organization, newest first. */
export async function listAudit(
  ctx: Context,
  input: z.infer<typeof listAuditInput>,
): Promise<Page<AuditEntry>> {
  authorize(ctx, "audit:read");
  return reading(ctx, async (ctx) => {
    const filter = and(
      eq(auditLog.organizationId, ctx.organizationId),
      input.subjectId ? eq(auditLog.subjectId, input.subjectId) : undefined,
      input.action ? eq(auditLog.action, input.action) : undefined,
    );
    const page = await pageThrough({
      paging: input,
      at: auditLog.at,
      id: auditLog.id,
      direction: "desc",
      where: filter,
      total: () => ctx.db.$count(auditLog, filter),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select()
          .from(auditLog)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.at, id: row.id }),
    });
    return mapPage(page, (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorId: row.actorId,
      action: row.action,
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      details: row.details,
    }));
  });
}
