import type { Page } from "@eventmaster/contract/paging";
import type { listWaitlistInput, WaitingPerson } from "@eventmaster/contract/waitlist";
import { events } from "@eventmaster/db/schema/events";
import { waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { showWaitingPerson, waitingPersonColumns } from "./waitlist-view.ts";

/** Who waits for a seat, in the queue's order. @throws forbidden, not_found */
export async function listWaitlist(
  ctx: Context,
  input: z.infer<typeof listWaitlistInput>,
): Promise<Page<WaitingPerson>> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "waitlist:list", input.eventId);
    const where = and(
      eq(waitlistEntries.eventId, event.id),
      inArray(waitlistEntries.status, input.status ? [input.status] : ["waiting", "offered"]),
    );
    const page = await pageThrough({
      paging: input,
      at: waitlistEntries.joinedAt,
      id: waitlistEntries.id,
      direction: "asc",
      where,
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select(waitingPersonColumns)
          .from(waitlistEntries)
          .innerJoin(events, eq(events.id, waitlistEntries.eventId))
          .innerJoin(users, eq(users.id, waitlistEntries.userId))
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      total: () => ctx.db.$count(waitlistEntries, where),
      positionOf: (row) => ({ at: row.joinedAt, id: row.id }),
    });
    return mapPage(page, (row) => showWaitingPerson(row, ctx.now));
  });
}
