import type { GetImportInput, ImportProgress } from "@eventmaster/contract/registrations";
import { imports } from "@eventmaster/db/schema/imports";
import { and, desc, eq, getTableColumns } from "drizzle-orm";
import { type Context, reading } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { showResult } from "./run-import.ts";

const { plan: _, ...shownColumns } = getTableColumns(imports);

/** How far an import is, and what came of it; the event's last one unless another is named. @throws forbidden, not_found */
export async function getImport(ctx: Context, input: GetImportInput): Promise<ImportProgress> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:add", input.eventId);
    const [row] = await ctx.db
      .select(shownColumns)
      .from(imports)
      .where(
        and(
          eq(imports.eventId, event.id),
          input.importId === undefined ? undefined : eq(imports.id, input.importId),
        ),
      )
      .orderBy(desc(imports.createdAt), desc(imports.id))
      .limit(1);
    if (!row) throw new DomainError("not_found");
    return {
      importId: row.id,
      eventId: row.eventId,
      status: row.status,
      total: row.total,
      done: row.done,
      startedAt: row.createdAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      result: row.status === "running" ? null : showResult(row),
    };
  });
}
