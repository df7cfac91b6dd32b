import { describe, expect, it } from "vitest";
import { draftsOf, moved, newDraft, problemOf, questionsIn } from "./question-drafts.ts";

const diet = {
  id: "01990000-0000-7000-8000-000000000001",
  label: "Diet?",
  kind: "choice" as const,
  options: ["Vegan", "Anything"],
  isRequired: true,
};

describe("editing questions", () => {
  it("sends what was read, with options line by line", () => {
    expect(questionsIn(draftsOf([diet]))).toEqual([diet]);
    const [draft] = draftsOf([diet]);
    expect(questionsIn([{ ...draft!, label: " Diet ", options: "Vegan\n\n  Kosher \n" }])).toEqual([
      { ...diet, label: "Diet", options: ["Vegan", "Kosher"] },
    ]);
  });

  it("leaves options out where none can be chosen, and the id of what is new", () => {
    expect(questionsIn([{ ...newDraft(), label: "Why?", options: "left over" }])).toEqual([
      { label: "Why?", kind: "text", options: [], isRequired: false },
    ]);
  });

  it("names what is missing", () => {
    expect(problemOf({ ...newDraft(), label: "Why?" })).toBeNull();
    expect(problemOf(newDraft())).toEqual({ label: "empty" });
    const choice = { ...newDraft(), label: "Which?", kind: "choice" as const };
    expect(problemOf({ ...choice, options: "One" })).toEqual({ options: "too_few" });
    expect(problemOf({ ...choice, options: "One\nOne" })).toEqual({ options: "too_few" });
    expect(problemOf({ ...choice, options: "One\nTwo" })).toBeNull();
  });

  it("moves a question by a step, and not out of the list", () => {
    const list = ["a", "b", "c"].map((key) => ({ ...newDraft(), key }));
    const keys = (drafts: { key: string }[]) => drafts.map(({ key }) => key).join("");
    expect(keys(moved(list, 0, 1))).toBe("bac");
    expect(keys(moved(list, 2, -1))).toBe("acb");
    expect(keys(moved(list, 0, -1))).toBe("abc");
    expect(keys(moved(list, 2, 1))).toBe("abc");
  });
});
