import type { listRevisionsInput, Revision } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { eventRevisions, events } from "@eventmaster/db/schema/events";
import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { authorize, may } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { loadEventFor } from "./load-event.ts";
import { revisions, showRevision } from "./revision-view.ts";

/**
 * Proposals for events that the actor manages: what has waited longest comes first among the open, what was made last among
 * the rest. @throws forbidden, not_found
 */
export async function listRevisions(
  ctx: Context,
  input: z.infer<typeof listRevisionsInput>,
): Promise<Page<Revision>> {
  const actor = authorize(ctx, "event:edit");
  return reading(ctx, async (ctx) => {
    if (input.eventId !== undefined) await loadEventFor(ctx, "event:edit", input.eventId);
    const where = and(
      eq(eventRevisions.organizationId, ctx.organizationId),
      eq(eventRevisions.status, input.status),
      input.eventId === undefined ? undefined : eq(eventRevisions.eventId, input.eventId),
      may(actor, "event:edit", { owns: false }) ? undefined : eq(events.organizerId, actor.userId),
    );
    const page = await pageThrough({
      paging: input,
      at: eventRevisions.createdAt,
      id: eventRevisions.id,
      direction: input.status === "open" ? "asc" : "desc",
      where,
      rows: ({ where, orderBy, limit, offset }) =>
        revisions(ctx)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      total: async () => {
        const [row] = await ctx.db
          .select({ rows: count() })
          .from(eventRevisions)
          .innerJoin(events, eq(events.id, eventRevisions.eventId))
          .where(where);
        return row?.rows ?? 0;
      },
      positionOf: ({ revision }) => ({ at: revision.createdAt, id: revision.id }),
    });
    return mapPage(page, showRevision);
  });
}
