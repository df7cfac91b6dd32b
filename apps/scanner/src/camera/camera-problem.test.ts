import { describe, expect, test } from "vitest";
import { cameraProblemOf } from "./camera-problem.ts";
import { cameraText } from "./text.ts";

describe("what getUserMedia throws", () => {
  test.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "no_camera"],
    ["OverconstrainedError", "no_camera"],
    ["NotReadableError", "in_use"],
    ["AbortError", "in_use"],
    ["SomethingNew", "failed"],
  ] as const)("%s means %s", (name, problem) => {
    expect(cameraProblemOf(new DOMException("", name))).toBe(problem);
  });

  test("anything else is a failure without a name", () => {
    expect(cameraProblemOf("odd")).toBe("failed");
  });
});

test("every problem says what to do", () => {
  for (const { title, advice } of Object.values(cameraText.words.problems)) {
    expect(title).not.toBe("");
    expect(advice).toMatch(/\.$/u);
  }
});
