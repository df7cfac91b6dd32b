import type { Difference, HistoryEntry, listHistoryInput } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { pageOfLog, reasonIn } from "../audit/page-of-log.ts";
import { type Context, reading } from "../context.ts";
import { mapPage } from "../paging.ts";
import { loadEventFor } from "./load-event.ts";

/** Who decided or changed what of an event, when and why; what was last comes first. @throws forbidden, not_found */
export async function listHistory(
  ctx: Context,
  input: z.infer<typeof listHistoryInput>,
): Promise<Page<HistoryEntry>> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:edit", input.eventId);
    const filter = and(eq(auditLog.organizationId, ctx.organizationId), eq(auditLog.subjectId, event.id));
    const page = await pageOfLog(ctx, input, filter);
    return mapPage(page, ({ id, at, actorId, actorName, action, details }) => ({
      id,
      at: at.toISOString(),
      actorId,
      actorName,
      action,
      reason: reasonIn(details),
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
