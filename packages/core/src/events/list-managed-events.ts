import type { Event, listManagedEventsInput } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { can } from "@eventmaster/contract/permissions";
import { events } from "@eventmaster/db/schema/events";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { pageOfEvents } from "./page-of-events.ts";

/** Events that the actor manages, in every status: an organizer's own, all for an admin. */
export async function listManagedEvents(
  ctx: Context,
  input: z.infer<typeof listManagedEventsInput>,
): Promise<Page<Event>> {
  const actor = authorize(ctx, "event:list-managed");
  return reading(ctx, async (ctx) => {
    const managesAll = can(actor.role, "event:list-managed", { owns: false });
    return pageOfEvents(
      ctx,
      input,
      and(
        managesAll ? undefined : eq(events.organizerId, actor.userId),
        input.status ? eq(events.status, input.status) : undefined,
      ),
    );
  });
}
