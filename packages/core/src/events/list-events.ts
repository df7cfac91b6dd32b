import type { Event, listEventsInput } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { events } from "@eventmaster/db/schema/events";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { may } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { isPublic } from "./load-event.ts";
import { pageOfEvents } from "./page-of-events.ts";

/**
 * Events of one status, published ones when none is named. What is public is shown to everybody the same, so that it may
 * be cached; of the rest, each reader finds what they may see.
 */
export async function listEvents(ctx: Context, input: z.infer<typeof listEventsInput>): Promise<Page<Event>> {
  const status = input.status ?? "published";
  return reading(ctx, async (ctx) => {
    if (isPublic({ status })) return pageOfEvents({ ...ctx, actor: null }, input, eq(events.status, status));
    return pageOfEvents(ctx, input, and(eq(events.status, status), visibleTo(ctx)));
  });
}

function visibleTo({ actor }: Context): SQL | undefined {
  if (may(actor, "event:edit", { owns: false })) return undefined;
  return actor === null || actor.role === "guest" ? sql`false` : eq(events.organizerId, actor.userId);
}
