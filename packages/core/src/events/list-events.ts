import type { Event, listEventsInput } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading } from "../context.ts";
import { pageOfEvents } from "./page-of-events.ts";

/** Published events: the public list. It shows everybody the same, so it may be cached. */
export async function listEvents(ctx: Context, input: z.infer<typeof listEventsInput>): Promise<Page<Event>> {
  return reading(ctx, async (ctx) => {
    return pageOfEvents({ ...ctx, actor: null }, input, eq(events.status, "published"));
  });
}
