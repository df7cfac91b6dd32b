import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/**
 * What a page makes the browser fetch before it is drawn, counted from the web app's build: the entry, the page's own
 * chunk, and all that they import. Fails over budget, or when a heavy part stands where few need it. After a build:
 * `pnpm exec node scripts/bundle-budget.ts`.
 */
type Manifest = Record<string, { file: string; src?: string; imports?: string[]; css?: string[] }>;

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "apps", "web", "dist");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vite's own format
const manifest = JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8")) as Manifest;

/** Kilobytes of JavaScript, gzipped. */
const budgets: { page: string; routes: string[]; kilobytes: number }[] = [
  { page: "events", routes: ["events/index.tsx"], kilobytes: 150 },
  { page: "event", routes: ["events/$eventId.tsx"], kilobytes: 185 },
  { page: "my tickets", routes: ["tickets/route.tsx", "tickets/index.tsx"], kilobytes: 160 },
  { page: "log in", routes: ["login.tsx"], kilobytes: 216 },
];

const problems: string[] = [];

function reachable(start: string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  for (const key of start) visit(key);
  return seen;
}

function chunksOf(routes: string[]): string[] {
  const own = routes.flatMap((route) =>
    Object.keys(manifest).filter((key) => key.startsWith(`src/routes/${route}`)),
  );
  if (own.length === 0) problems.push(`No chunk of ${routes.join(", ")} in the build`);
  return [...reachable(["index.html", ...own])];
}

const sizes = new Map<string, number>();
function kilobytesOf(key: string): number {
  const { file } = manifest[key] ?? { file: "" };
  if (!file.endsWith(".js")) return 0;
  const known = sizes.get(file) ?? gzipSync(readFileSync(join(dist, file))).byteLength / 1000;
  sizes.set(file, known);
  return known;
}

for (const { page, routes, kilobytes } of budgets) {
  const chunks = chunksOf(routes);
  const total = chunks.reduce((sum, key) => sum + kilobytesOf(key), 0);
  console.log(`${page}: ${total.toFixed(1)} of ${kilobytes} kB`);
  if (process.argv.includes("--chunks"))
    for (const key of chunks.toSorted((a, b) => kilobytesOf(b) - kilobytesOf(a)))
      console.log(`  ${kilobytesOf(key).toFixed(1).padStart(6)} ${key}`);
  if (total > kilobytes) problems.push(`The first load of "${page}" is over its budget`);
  for (const key of chunks)
    if (/^src\/routes\/(?:admin|manage)\//u.test(manifest[key]?.src ?? ""))
      problems.push(`"${page}" loads ${key}`);
}

/** Charts draw with SVG paths of a library that only the pages of charts may load. */
const withCharts = new Set(
  Object.entries(manifest)
    .filter(
      ([, { file }]) => file.endsWith(".js") && readFileSync(join(dist, file), "utf8").includes("recharts-"),
    )
    .map(([key]) => key),
);
for (const { page, routes } of budgets)
  if (chunksOf(routes).some((key) => withCharts.has(key))) problems.push(`"${page}" loads the charts`);

for (const problem of new Set(problems)) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
