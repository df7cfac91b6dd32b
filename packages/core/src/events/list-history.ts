import type { Difference, HistoryEntry, listHistoryInput } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { users } from "@eventmaster/db/schema/users";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { loadEventFor } from "./load-event.ts";

/** Who decided or changed what of an event, when and why; what was last comes first. @throws forbidden, not_found */
export async function listHistory(
  ctx: Context,
  input: z.infer<typeof listHistoryInput>,
): Promise<Page<HistoryEntry>> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:edit", input.eventId);
    const where = and(eq(auditLog.organizationId, ctx.organizationId), eq(auditLog.subjectId, event.id));
    const page = await pageThrough({
      paging: input,
      at: auditLog.at,
      id: auditLog.id,
      direction: "desc",
      where,
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select({
            id: auditLog.id,
            at: auditLog.at,
            actorId: auditLog.actorId,
            actorName: users.displayName,
            action: auditLog.action,
            details: auditLog.details,
          })
          .from(auditLog)
          .leftJoin(users, eq(users.id, auditLog.actorId))
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      total: () => ctx.db.$count(auditLog, where),
      positionOf: (row) => row,
    });
    return mapPage(page, ({ details, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      reason: typeof details["reason"] === "string" ? details["reason"] : null,
      difference: differenceIn(details),
    }));
  });
}

/** An edit keeps its values by field; a decision keeps the status before and after it. */
function differenceIn({ before, after }: Record<string, unknown>): Difference[] {
  if (typeof before === "string" && typeof after === "string") return [{ field: "status", before, after }];
  if (!isRecord(before) || !isRecord(after)) return [];
  return Object.keys(after).map((field) => ({
    field,
    before: before[field] ?? null,
    after: after[field] ?? null,
  }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
