import type { Event, listPendingEventsInput } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { pageOfEvents } from "./page-of-events.ts";

/** Events that wait for an admin's decision. */
export async function listPendingEvents(
  ctx: Context,
  input: z.infer<typeof listPendingEventsInput>,
): Promise<Page<Event>> {
  authorize(ctx, "event:approve");
  return reading(ctx, async (ctx) => {
    return pageOfEvents(ctx, input, eq(events.status, "pending"));
  });
}
