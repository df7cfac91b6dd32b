import type { EventRow } from "../events/event-view.ts";

const day = 24 * 60 * 60 * 1000;

/**
 * When something was scanned, as far as it can be: a device whose clock runs ahead did not scan in the future, and one
 * whose clock was reset did not scan long before there was an event. Either would be the last or the first for ever.
 */
export function plausibleTime(
  claimed: Date | null | undefined,
  event: Pick<EventRow, "createdAt">,
  now: Date,
): Date {
  return claimed && claimed < now && claimed.getTime() > event.createdAt.getTime() - day ? claimed : now;
}
