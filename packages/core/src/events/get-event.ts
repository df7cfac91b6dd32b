import type { Event } from "@eventmaster/contract/events";
import { type Context, reading } from "../context.ts";
import { showEvent } from "./event-view.ts";
import { loadVisibleEvent, managesEvent } from "./load-event.ts";

/** One event. @throws not_found, also for an unpublished one that is not the reader's */
export async function getEvent(ctx: Context, input: { eventId: string }): Promise<Event> {
  return reading(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    return showEvent(event, { manages: managesEvent(ctx, event) });
  });
}
