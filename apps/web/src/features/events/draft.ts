import { type EventFields, fieldNames } from "./event-fields.ts";

/** What was typed and not saved yet, and of which version of the event; null for a new one. */
export interface Draft {
  fields: EventFields;
  version: number | null;
  savedAt: string;
}

/** After so long nobody remembers what they meant. */
const maxAge = 30 * 24 * 60 * 60 * 1000;

/** Each person's own, and each event's own: two people may share a computer. */
export function draftKey(personId: string, eventId: string | null): string {
  return `eventmaster.draft.${personId}.${eventId ?? "new"}`;
}

/** @returns null where there is none, or none that can be read */
export function readDraft(storage: Storage, key: string, defaults: EventFields, now: Date): Draft | null {
  try {
    const draft: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (!isRecord(draft) || !isRecord(draft["fields"]) || typeof draft["savedAt"] !== "string") return null;
    if (now.getTime() - Date.parse(draft["savedAt"]) > maxAge) return null;
    const version = draft["version"];
    return {
      fields: fieldsIn(draft["fields"], defaults),
      version: typeof version === "number" ? version : null,
      savedAt: draft["savedAt"],
    };
  } catch {
    return null;
  }
}

/** Keeps what differs from the saved values; a form that was put back as it was needs no draft. */
export function writeDraft(storage: Storage, key: string, draft: Draft, defaults: EventFields): void {
  try {
    if (JSON.stringify(draft.fields) === JSON.stringify(defaults)) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage: the form works without it.
  }
}

export function forgetDraft(storage: Storage, key: string): void {
  try {
    storage.removeItem(key);
  } catch {
    // It cannot have been kept either.
  }
}

/** What fits the form's fields by its kind; whatever another version of this app wrote is left out. */
function fieldsIn(stored: Record<string, unknown>, defaults: EventFields): EventFields {
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
