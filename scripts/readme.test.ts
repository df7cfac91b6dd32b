import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { permissionMatrix } from "./permission-matrix.ts";

test("the README's permission matrix is the permission table's", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(permissionMatrix());
});
