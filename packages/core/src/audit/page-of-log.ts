import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { users } from "@eventmaster/db/schema/users";
import { eq, type SQL } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { pageThrough, type Paging } from "../paging.ts";

type LogRow = Omit<typeof auditLog.$inferSelect, "organizationId"> & { actorName: string | null };

/** A page of the log, newest first. Names are looked up: the log itself has none. */
export function pageOfLog(
  ctx: TenantContext,
  paging: Paging,
  filter: SQL | undefined,
): Promise<Page<LogRow>> {
  return pageThrough({
    paging,
    at: auditLog.at,
    id: auditLog.id,
    direction: "desc",
    where: filter,
    total: () => ctx.db.$count(auditLog, filter),
    rows: ({ where, orderBy, limit, offset }) =>
      ctx.db
        .select({
          id: auditLog.id,
          at: auditLog.at,
          actorId: auditLog.actorId,
          actorName: users.displayName,
          action: auditLog.action,
          subjectType: auditLog.subjectType,
          subjectId: auditLog.subjectId,
          details: auditLog.details,
          requestId: auditLog.requestId,
          network: auditLog.network,
        })
        .from(auditLog)
        .leftJoin(users, eq(users.id, auditLog.actorId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
    positionOf: (row) => row,
  });
}

/** Why, where whoever did it said so. */
export function reasonIn(details: LogRow["details"]): string | null {
  return typeof details["reason"] === "string" ? details["reason"] : null;
}
