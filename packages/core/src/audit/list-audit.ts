import type { AuditEntry, listAuditInput } from "@eventmaster/contract/audit";
import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { and, eq, gte, lt, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { mapPage } from "../paging.ts";
import { pageOfLog } from "./page-of-log.ts";

/** What was done in the organization, newest first. Names are looked up: the log itself has none. */
export async function listAudit(
  ctx: Context,
  input: z.infer<typeof listAuditInput>,
): Promise<Page<AuditEntry>> {
  authorize(ctx, "audit:read");
  return reading(ctx, async (ctx) => {
    const page = await pageOfLog(ctx, input, auditWhere(ctx, input));
    return mapPage(page, (row) => ({ ...row, at: row.at.toISOString() }));
  });
}

type Filter = Omit<z.infer<typeof listAuditInput>, "limit" | "offset" | "cursor">;

export function auditWhere(ctx: Context, input: Filter): SQL | undefined {
  return and(
    eq(auditLog.organizationId, ctx.organizationId),
    input.actorId ? eq(auditLog.actorId, input.actorId) : undefined,
    input.action ? eq(auditLog.action, input.action) : undefined,
    input.subjectType ? eq(auditLog.subjectType, input.subjectType) : undefined,
    input.subjectId ? eq(auditLog.subjectId, input.subjectId) : undefined,
    input.from ? gte(auditLog.at, input.from) : undefined,
    input.to ? lt(auditLog.at, input.to) : undefined,
  );
}
