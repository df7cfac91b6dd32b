import { describe, expect, it } from "vitest";
import { emptyFields } from "./event-fields.ts";
import { mergeEdits } from "./merge-edits.ts";

const base = {
  ...emptyFields("Europe/Berlin"),
  title: "Talks",
  location: "Hall 1",
  capacity: 50,
  tags: ["ai"],
};

describe("two edits of one event", () => {
  it("keep what each alone changed, and ask about nothing", () => {
    const yours = { ...base, title: "My talks", tags: ["ai", "web"] };
    const theirs = { ...base, location: "Hall 2", capacity: 60 };
    expect(mergeEdits(base, yours, theirs)).toEqual({
      fields: { ...base, title: "My talks", tags: ["ai", "web"], location: "Hall 2", capacity: 60 },
      taken: ["location", "capacity"],
      asked: [],
    });
  });

  it("ask only about the fields that both changed differently, which stay yours meanwhile", () => {
    const yours = { ...base, title: "My talks", location: "Hall 3", capacity: 70 };
    const theirs = { ...base, title: "Their talks", location: "Hall 3", description: "New" };
    expect(mergeEdits(base, yours, theirs)).toEqual({
      fields: { ...base, title: "My talks", location: "Hall 3", capacity: 70, description: "New" },
      taken: ["description"],
      asked: [{ field: "title", yours: "My talks", theirs: "Their talks" }],
    });
  });

  it("take over what the other emptied, and keep what was emptied here", () => {
    const began = { ...base, registrationOpensAt: "2026-04-01T16:00:00.000Z" };
    const yours = { ...began, tags: [] };
    const theirs = { ...began, registrationOpensAt: null };
    expect(mergeEdits(began, yours, theirs)).toEqual({
      fields: { ...began, tags: [], registrationOpensAt: null },
      taken: ["registrationOpensAt"],
      asked: [],
    });
  });

  it("of which nobody knows how they began ask about everything that differs", () => {
    const yours = { ...base, title: "My talks" };
    const theirs = { ...base, location: "Hall 2" };
    expect(mergeEdits(null, yours, theirs)).toEqual({
      fields: { ...base, title: "My talks", location: "Hall 1" },
      taken: [],
      asked: [
        { field: "title", yours: "My talks", theirs: "Talks" },
        { field: "location", yours: "Hall 1", theirs: "Hall 2" },
      ],
    });
  });
});
