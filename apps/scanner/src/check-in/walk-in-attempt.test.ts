import { expect, test } from "vitest";
import { attemptFor } from "./walk-in-attempt.ts";

test("the same person sent again keeps the id of the first attempt", () => {
  const first = attemptFor("ada@company.test", null, () => "scan-1");
  expect(attemptFor(" Ada@Company.test", first, () => "scan-2")).toEqual(first);
});

test("another person gets an id of their own", () => {
  const first = attemptFor("ada@company.test", null, () => "scan-1");
  expect(attemptFor("bob@company.test", first, () => "scan-2").scanId).toBe("scan-2");
});
