import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = dirname(import.meta.dirname);
const core = join(root, "packages/core/src");

/** Where the server itself answers. */
const servers = /^\/(?:api|unsubscribe)\//u;

/** Every page that core links to, in mails and calendars, with `$` for what differs. */
function linkedPages(): string[] {
  const files = readdirSync(core, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const paths = files.flatMap((file) => {
    const source = readFileSync(join(core, file), "utf8");
    return [...source.matchAll(/\$\{(?:ctx\.)?publicUrl\}(\/[^`?]*)/gu)].map((found) => found[1] ?? "");
  });
  return [...new Set(paths.map((path) => path.replaceAll(/\$\{[^}]*\}/gu, "$")))].filter(
    (path) => !servers.test(path),
  );
}

test("every page that a mail links to is one of the web app's", () => {
  const tree = readFileSync(join(root, "apps/web/src/route-tree.gen.ts"), "utf8");
  const pages = new Set(
    [...tree.matchAll(/fullPath: "([^"]+)"/gu)].map((found) => (found[1] ?? "").replaceAll(/\$\w+/gu, "$")),
  );
  const linked = linkedPages();
  expect(linked.length).toBeGreaterThan(8);
  expect(linked.filter((path) => !pages.has(path) && !pages.has(`${path}/`))).toEqual([]);
});
