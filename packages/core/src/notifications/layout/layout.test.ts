import { expect, test } from "vitest";
import { compileLayout } from "./compile-layout.ts";
import layout from "./layout.json" with { type: "json" };

test("the layout that mails are made of is what its MJML comes to: run `pnpm compile:mails` after a change", async () => {
  expect(layout).toEqual(await compileLayout());
});
