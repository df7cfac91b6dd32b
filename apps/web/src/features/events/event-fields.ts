import type { createEventInput, Event } from "@eventmaster/contract/events";
import type { z } from "zod";
import { categoryOf } from "./category.ts";

type CreateEvent = z.input<typeof createEventInput>;

/** The form of an event, new or edited: every field is there, and empty ones are null. */
export type EventFields = {
  [Field in keyof Required<CreateEvent>]-?: Exclude<CreateEvent[Field], undefined>;
};

export const fieldNames = [
  "title",
  "description",
  "location",
  "startAt",
  "endAt",
  "timeZone",
  "capacity",
  "category",
  "tags",
  "registrationOpensAt",
  "registrationClosesAt",
  "offerHours",
] as const satisfies readonly (keyof EventFields)[];

/** What the organizer of a published event proposes, and an admin accepts (CONTRACT §3). */
const reviewedFields: ReadonlySet<keyof EventFields> = new Set([
  "title",
  "description",
  "startAt",
  "endAt",
  "timeZone",
  "registrationOpensAt",
  "registrationClosesAt",
]);

export function needsReview(field: keyof EventFields): boolean {
  return reviewedFields.has(field);
}

export function emptyFields(timeZone: string): EventFields {
  return {
    title: "",
    description: "",
    location: "",
    startAt: "",
    endAt: "",
    timeZone,
    // An empty number is not one; the schema says so at the field.
    capacity: Number.NaN,
    category: "other",
    tags: [],
    registrationOpensAt: null,
    registrationClosesAt: null,
    offerHours: 12,
  };
}

export function fieldsOf(event: Event): EventFields {
  return {
    title: event.title,
    description: event.description,
    location: event.location,
    startAt: event.startAt,
    endAt: event.endAt,
    timeZone: event.timeZone,
    capacity: event.capacity,
    category: categoryOf(event),
    tags: event.tags,
    registrationOpensAt: event.registrationOpensAt,
    registrationClosesAt: event.registrationClosesAt,
    offerHours: event.offerHours,
  };
}

/** Of a stored draft, what fits the form's fields by its kind. */
export function fieldsInDraft(stored: Record<string, unknown>, defaults: EventFields): EventFields {
  const fields: Record<string, unknown> = { ...defaults };
  for (const name of fieldNames) {
    const value = stored[name];
    if (name === "capacity" || name === "offerHours") {
      // JSON has no "not a number": an emptied field is null there.
      if (value === null) fields[name] = Number.NaN;
      else if (typeof value === "number") fields[name] = value;
    } else if (name === "tags") fields[name] = Array.isArray(value) ? value : defaults.tags;
    else if (name === "registrationOpensAt" || name === "registrationClosesAt")
      fields[name] = typeof value === "string" ? value : null;
    else if (typeof value === "string") fields[name] = value;
  }
  // Each field has the kind of its default; what it says, the form's schema judges.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return fields as EventFields;
}
