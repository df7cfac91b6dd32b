import type { Decision, listDecisionsInput } from "@eventmaster/contract/events";
import { decisionActions } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";

/** What admins decided of events and proposals, and why; the last comes first. Of an event that is gone, its id stays. */
export async function listDecisions(
  ctx: Context,
  input: z.infer<typeof listDecisionsInput>,
): Promise<Page<Decision>> {
  authorize(ctx, "event:approve");
  return reading(ctx, async (ctx) => {
    const where = and(
      eq(auditLog.organizationId, ctx.organizationId),
      inArray(auditLog.action, [...decisionActions]),
    );
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
            actorName: users.displayName,
            action: auditLog.action,
            details: auditLog.details,
            eventId: auditLog.subjectId,
            eventTitle: events.title,
          })
          .from(auditLog)
          .leftJoin(users, eq(users.id, auditLog.actorId))
          .leftJoin(
            events,
            and(eq(events.id, auditLog.subjectId), eq(events.organizationId, ctx.organizationId)),
          )
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      total: () => ctx.db.$count(auditLog, where),
      positionOf: (row) => row,
    });
    return mapPage(page, ({ details, at, action, ...row }) => ({
      ...row,
      at: at.toISOString(),
      // The filter lets no other through.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      action: action as Decision["action"],
      reason: typeof details["reason"] === "string" ? details["reason"] : null,
    }));
  });
}
