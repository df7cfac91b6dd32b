import { expect, test } from "vitest";
import { createApiKeyInput } from "./api-keys.ts";
import { createOrganizationInput } from "./organizations.ts";

test.each([
  ["chess-club", true],
  ["a", true],
  ["7", true],
  ["a".repeat(63), true],
  ["a".repeat(64), false],
  ["-club", false],
  ["club-", false],
  ["Club", false],
  ["chess club", false],
  ["schön", false],
  ["", false],
  ["club\n", false],
])("the short name %j is accepted: %s", (slug, isGood) => {
  const input = { name: "Club", slug, adminEmail: "a@company.test" };
  expect(createOrganizationInput.safeParse(input).success).toBe(isGood);
});

test.each([
  [["event:edit"], undefined],
  [["event:edit", "event:edit"], "Names an action twice"],
  [[], "Must name at least one action"],
  [["account:manage"], "Must be one of the actions of the permission table that keys can have"],
  [["api-key:manage"], "Must be one of the actions of the permission table that keys can have"],
  [["organization:create"], "Must be one of the actions of the permission table that keys can have"],
  [["everything"], "Must be one of the actions of the permission table that keys can have"],
])("a key for %j is refused with: %s", (actions, sentence) => {
  const parsed = createApiKeyInput.safeParse({ name: "Script", actions });
  expect(parsed.error?.issues[0]?.message).toBe(sentence);
});
