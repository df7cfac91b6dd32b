import type { Page } from "@eventmaster/contract/paging";
import type { listOwnWaitlistInput, WaitlistEntry } from "@eventmaster/contract/waitlist";
import { events } from "@eventmaster/db/schema/events";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { entryColumns, showEntry } from "./waitlist-view.ts";

/** The queues that the actor is in, with the place in each; what they joined last comes first. */
export async function listOwnWaitlist(
  ctx: Context,
  input: z.infer<typeof listOwnWaitlistInput>,
): Promise<Page<WaitlistEntry>> {
  const actor = authorize(ctx, "waitlist:list-own");
  return reading(ctx, async (ctx) => {
    const where = and(
      eq(waitlistEntries.organizationId, ctx.organizationId),
      eq(waitlistEntries.userId, actor.userId),
      inArray(waitlistEntries.status, ["waiting", "offered"]),
    );
    const page = await pageThrough({
      paging: input,
      at: waitlistEntries.joinedAt,
      id: waitlistEntries.id,
      direction: "desc",
      where,
      rows: ({ where, orderBy, limit, offset }) =>
        entries(ctx)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      total: () => ctx.db.$count(waitlistEntries, where),
      positionOf: (row) => ({ at: row.joinedAt, id: row.id }),
    });
    return mapPage(page, (row) => showEntry(row, ctx.now));
  });
}

/** The actor's entry in an event's queue, also one that has come to its end, or null where there never was one. */
export async function findWaitlistEntry(
  ctx: Context,
  input: { eventId: string },
): Promise<WaitlistEntry | null> {
  const actor = authorize(ctx, "waitlist:list-own");
  return reading(ctx, async (ctx) => {
    const [row] = await entries(ctx).where(
      and(
        eq(waitlistEntries.organizationId, ctx.organizationId),
        eq(waitlistEntries.eventId, input.eventId),
        eq(waitlistEntries.userId, actor.userId),
      ),
    );
    return row ? showEntry(row, ctx.now) : null;
  });
}

/** The same, where there must be one. @throws not_found */
export async function findOwnEntry(ctx: TenantContext, eventId: string): Promise<WaitlistEntry> {
  const entry = await findWaitlistEntry(ctx, { eventId });
  if (!entry) throw new DomainError("not_found");
  return entry;
}

function entries(ctx: TenantContext) {
  return ctx.db
    .select(entryColumns)
    .from(waitlistEntries)
    .innerJoin(events, eq(events.id, waitlistEntries.eventId));
}
