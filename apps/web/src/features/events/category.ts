import type { EventCategory } from "@eventmaster/contract/events";
import { categoryNames } from "@eventmaster/ui/event-cover";

export const categories = Object.entries(categoryNames).map(([value, label]) => ({
  // The record's keys are the categories.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  value: value as EventCategory,
  label,
}));

/** A category this version does not know yet is shown as "other". */
export function categoryOf(event: { category: string }): EventCategory {
  return categories.find(({ value }) => value === event.category)?.value ?? "other";
}
