import type { Decision, listDecisionsInput } from "@eventmaster/contract/events";
import { decisionActions } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { pageOfLog, reasonIn } from "../audit/page-of-log.ts";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { mapPage } from "../paging.ts";

/** What admins decided of events and proposals, and why; the last comes first. Of an event that is gone, its id stays. */
export async function listDecisions(
  ctx: Context,
  input: z.infer<typeof listDecisionsInput>,
): Promise<Page<Decision>> {
  authorize(ctx, "event:approve");
  return reading(ctx, async (ctx) => {
    const filter = and(
      eq(auditLog.organizationId, ctx.organizationId),
      inArray(auditLog.action, [...decisionActions]),
    );
    const page = await pageOfLog(ctx, input, filter);
    const titles = await titlesOf(
      ctx,
      page.items.map(({ subjectId }) => subjectId),
    );
    return mapPage(page, ({ id, at, actorName, action, subjectId, details }) => ({
      id,
      at: at.toISOString(),
      actorName,
      // The filter lets no other through.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      action: action as Decision["action"],
      eventId: subjectId,
      eventTitle: titles.get(subjectId) ?? null,
      reason: reasonIn(details),
    }));
  });
}

async function titlesOf(ctx: TenantContext, eventIds: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: events.id, title: events.title })
    .from(events)
    .where(and(eq(events.organizationId, ctx.organizationId), inArray(events.id, eventIds)));
  return new Map(rows.map(({ id, title }) => [id, title]));
}
