import type { EventCategory } from "@eventmaster/contract/events";
import { categoryMarks } from "@eventmaster/ui/event-cover";

// The record's keys are the categories.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const categories = Object.keys(categoryMarks) as EventCategory[];

/** A category this version does not know yet is shown as "other". */
export function categoryOf(event: { category: string }): EventCategory {
  return categories.find((category) => category === event.category) ?? "other";
}
