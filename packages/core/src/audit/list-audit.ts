import type { AuditEntry, listAuditInput } from "@eventmaster/contract/audit";
import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gte, lt, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";

/** What was done in the organization, newest first. Names are looked up: the log itself has none. */
export async function listAudit(
  ctx: Context,
  input: z.infer<typeof listAuditInput>,
): Promise<Page<AuditEntry>> {
  authorize(ctx, "audit:read");
  return reading(ctx, async (ctx) => {
    const filter = auditWhere(ctx, input);
    const page = await pageThrough({
      paging: input,
      at: auditLog.at,
      id: auditLog.id,
      direction: "desc",
      where: filter,
      total: () => ctx.db.$count(auditLog, filter),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select({ entry: auditLog, actorName: users.displayName })
          .from(auditLog)
          .leftJoin(users, eq(users.id, auditLog.actorId))
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: ({ entry }) => ({ at: entry.at, id: entry.id }),
    });
    return mapPage(page, ({ entry, actorName }) => ({
      id: entry.id,
      at: entry.at.toISOString(),
      actorId: entry.actorId,
      actorName,
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      details: entry.details,
      requestId: entry.requestId,
      network: entry.network,
    }));
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
