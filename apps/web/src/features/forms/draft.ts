/** What was typed and not saved yet, and of which version of what is edited; null for something new. */
export interface Draft<Fields> {
  fields: Fields;
  /** The saved values that the typing began with; null where an older version of this app kept the draft. */
  base: Fields | null;
  version: number | null;
  savedAt: string;
}

/** After so long nobody remembers what they meant. */
const maxAge = 30 * 24 * 60 * 60 * 1000;

/** Each person's own, and each event's own: two people may share a computer. */
export function draftKey(personId: string, eventId: string | null): string {
  return `eventmaster.draft.${personId}.${eventId ?? "new"}`;
}

/** Finds a form's fields in what was stored; whatever another version of this app wrote is left out. */
export type ReadFields<Fields> = (stored: Record<string, unknown>) => Fields;

/** @returns null where there is none, or none that can be read */
export function readDraft<Fields>(
  storage: Storage,
  key: string,
  readFields: ReadFields<Fields>,
  now: Date,
): Draft<Fields> | null {
  try {
    const draft: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (!isRecord(draft) || !isRecord(draft["fields"]) || typeof draft["savedAt"] !== "string") return null;
    if (now.getTime() - Date.parse(draft["savedAt"]) > maxAge) return null;
    const version = draft["version"];
    return {
      fields: readFields(draft["fields"]),
      base: isRecord(draft["base"]) ? readFields(draft["base"]) : null,
      version: typeof version === "number" ? version : null,
      savedAt: draft["savedAt"],
    };
  } catch {
    return null;
  }
}

/** Keeps what differs from the saved values; a form that was put back as it was needs no draft. */
export function writeDraft<Fields>(storage: Storage, key: string, draft: Draft<Fields>): void {
  try {
    if (JSON.stringify(draft.fields) === JSON.stringify(draft.base)) storage.removeItem(key);
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
