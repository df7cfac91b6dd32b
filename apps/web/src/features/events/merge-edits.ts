import { type EventFields, fieldNames } from "./event-fields.ts";

/** A field that two people changed, each in their own way. */
export interface ConflictingField {
  field: keyof EventFields;
  yours: EventFields[keyof EventFields];
  theirs: EventFields[keyof EventFields];
}

export interface MergedEdits {
  /** What the form goes on with; where both changed a field, it is yours. */
  fields: EventFields;
  /** What only the other changed, and was taken over. */
  taken: (keyof EventFields)[];
  /** What both changed to different values, and a person has to decide. */
  asked: ConflictingField[];
}

/**
 * Brings two edits of the same event together, field by field.
 * @param base what both began with; null where that is not known, and whatever differs is asked
 */
export function mergeEdits(base: EventFields | null, yours: EventFields, theirs: EventFields): MergedEdits {
  const merged: MergedEdits = { fields: { ...theirs }, taken: [], asked: [] };
  for (const field of fieldNames) {
    if (isSame(yours[field], theirs[field])) continue;
    if (base && isSame(base[field], yours[field])) {
      merged.taken.push(field);
      continue;
    }
    Object.assign(merged.fields, { [field]: yours[field] });
    if (!base || !isSame(base[field], theirs[field]))
      merged.asked.push({ field, yours: yours[field], theirs: theirs[field] });
  }
  return merged;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
