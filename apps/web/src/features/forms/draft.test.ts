import { describe, expect, it } from "vitest";
import { draftKey, forgetDraft, readDraft, writeDraft } from "./draft.ts";
import { emptyFields, fieldsInDraft } from "../events/event-fields.ts";

/** A browser's storage, as far as drafts use it. */
function makeStorage(broken = false): Storage {
  const items = new Map<string, string>();
  const refuse = () => {
    if (broken) throw new Error("The quota is exceeded");
  };
  return {
    length: 0,
    clear: () => items.clear(),
    key: () => null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      refuse();
      items.set(key, value);
    },
    removeItem: (key) => {
      refuse();
      items.delete(key);
    },
  };
}

const now = new Date("2026-03-01T12:00:00Z");
const defaults = emptyFields("Europe/Berlin");
const readFields = (stored: Record<string, unknown>) => fieldsInDraft(stored, defaults);
const key = draftKey("alice", null);
const draft = {
  fields: { ...defaults, title: "Talks", tags: ["ai"], startAt: "2026-04-01T16:00:00.000Z" },
  base: defaults,
  version: null,
  savedAt: now.toISOString(),
};

describe("a draft", () => {
  it("is read as it was written, also a number that is not one yet", () => {
    const storage = makeStorage();
    writeDraft(storage, key, draft);
    expect(readDraft(storage, key, readFields, now)).toEqual(draft);
    expect(readDraft(storage, draftKey("bob", null), readFields, now)).toBeNull();
    expect(readDraft(storage, draftKey("alice", "an event"), readFields, now)).toBeNull();
  });

  it("is gone when the form is as it was, when it is forgotten, and after a month", () => {
    const storage = makeStorage();
    writeDraft(storage, key, draft);
    expect(readDraft(storage, key, readFields, new Date("2026-04-02T12:00:00Z"))).toBeNull();
    writeDraft(storage, key, { ...draft, fields: { ...defaults } });
    expect(readDraft(storage, key, readFields, now)).toBeNull();
    writeDraft(storage, key, draft);
    forgetDraft(storage, key);
    expect(readDraft(storage, key, readFields, now)).toBeNull();
  });

  it("that is damaged or of another version is no draft, or what can be read of it", () => {
    const storage = makeStorage();
    storage.setItem(key, "{");
    expect(readDraft(storage, key, readFields, now)).toBeNull();
    storage.setItem(key, JSON.stringify({ fields: { title: 7, tags: "x", location: "Hall" }, savedAt: now }));
    expect(readDraft(storage, key, readFields, now)).toMatchObject({
      fields: { ...defaults, location: "Hall" },
      base: null,
    });
  });

  it("is done without where the browser keeps nothing", () => {
    const storage = makeStorage(true);
    expect(() => writeDraft(storage, key, draft)).not.toThrow();
    expect(() => forgetDraft(storage, key)).not.toThrow();
  });
});
