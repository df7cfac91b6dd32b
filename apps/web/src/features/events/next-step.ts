import type { Event } from "@eventmaster/contract/events";
import { textOf } from "@eventmaster/i18n/locale";
import { nextStepText } from "./next-step-text.ts";

/** One sentence for the organizer: what the event waits for, and from whom. */
export function nextStep(
  event: Pick<Event, "status" | "startAt" | "endAt" | "registeredCount" | "capacity">,
  now: Date,
): string {
  const t = textOf(nextStepText);
  if (event.status !== "published") return t[event.status];
  if (new Date(event.endAt) <= now) return t.over;
  if (new Date(event.startAt) <= now) return t.on;
  if (event.registeredCount >= event.capacity) return t.full;
  return event.registeredCount === 0 ? t.empty : t.open;
}
