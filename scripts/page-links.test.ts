import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** What the web app's router answers, such as `/events/$eventId`. */
const pages = [...read("apps/web/src/route-tree.gen.ts").matchAll(/^ {2}"(\/[^"]*)": typeof \w+;$/gmu)].map(
  ([, path]) => path ?? "",
);
/** What the server answers itself. */
const ofServer = /^\/(?:api|dev|unsubscribe)\//u;

/** Addresses of our pages in mails, calendars and the server's own pages, with `$` for each part that is put in. */
const links = execFileSync("git", ["ls-files", "packages/core/src", "packages/api/src", "apps/server/src"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n")
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("/testing/"))
  .flatMap((file) =>
    [...read(file).matchAll(/(?:\$\{(?:\w+\.)*publicUrl\}|href=")(\/[^\s"`?<>]*)/gu)].map(([, path]) => ({
      file,
      path: (path ?? "").replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, "$"),
    })),
  )
  .filter(({ path }) => !ofServer.test(path));

test("a link that people get leads to a page of the web app", () => {
  const known = new Set(pages.map((page) => page.replaceAll(/\$\w+/gu, "$")));
  expect(known).toContain("/events/$");
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ path }) => !known.has(path))).toEqual([]);
});
