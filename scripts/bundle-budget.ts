import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { firstLoadOf } from "../apps/server/src/first-load.ts";

/**
 * What a page makes the browser fetch before it is drawn, counted from the apps' builds: the entry, the page's own
 * chunk, and all that they import. Fails over budget, or when a heavy part stands where few need it. After a build:
 * `pnpm exec node scripts/bundle-budget.ts`.
 */
type Manifest = Record<
  string,
  { file: string; name?: string; src?: string; imports?: string[]; css?: string[] }
>;
type App = "web" | "scanner";

const apps = join(dirname(dirname(fileURLToPath(import.meta.url))), "apps");
const distOf = (app: App) => join(apps, app, "dist");
function read(app: App): Manifest {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vite's own format
  return JSON.parse(readFileSync(join(distOf(app), ".vite/manifest.json"), "utf8")) as Manifest;
}
const manifests: Record<App, Manifest> = { web: read("web"), scanner: read("scanner") };

/** Kilobytes of JavaScript, gzipped as the build does it for the server. */
const budgets: { app: App; page: string; path?: string; routes: string[]; kilobytes: number }[] = [
  { app: "web", page: "events", path: "/events", routes: ["browse"], kilobytes: 149 },
  {
    app: "web",
    page: "event",
    path: "/events/01a20e13-703f-719d-9997-7605789f662c",
    routes: ["events/$eventId.tsx"],
    kilobytes: 158,
  },
  { app: "web", page: "my tickets", path: "/tickets", routes: ["own"], kilobytes: 152 },
  {
    app: "web",
    page: "ticket",
    path: "/tickets/01a20e13-703f-719d-9997-7605789f662c",
    routes: ["tickets/$registrationId.tsx"],
    kilobytes: 232,
  },
  { app: "web", page: "log in", path: "/login", routes: ["login.tsx"], kilobytes: 149 },
  // Decision 44.
  { app: "scanner", page: "door events", routes: ["index.tsx"], kilobytes: 200 },
  {
    app: "scanner",
    page: "door",
    routes: ["events.$eventId.tsx", "events.$eventId.index.tsx"],
    kilobytes: 206,
  },
];

const problems: string[] = [];

function reachable(manifest: Manifest, start: string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  for (const key of start) visit(key);
  return seen;
}

function chunksOf(app: App, routes: string[]): string[] {
  const manifest = manifests[app];
  const own = routes.flatMap((route) =>
    Object.keys(manifest).filter(
      // What people come for is in chunks of its own, see web/vite.config.ts.
      (key) => key.startsWith(`src/routes/${route}`) || manifest[key]?.name === route,
    ),
  );
  if (own.length === 0) problems.push(`No chunk of ${routes.join(", ")} in the build`);
  return [...reachable(manifest, ["index.html", ...own])];
}

const sizes = new Map<string, number>();
function kilobytesOf(app: App, key: string): number {
  const { file } = manifests[app][key] ?? { file: "" };
  if (!file.endsWith(".js")) return 0;
  const path = join(distOf(app), file);
  const known = sizes.get(path) ?? gzipSync(readFileSync(path), { level: 9 }).byteLength / 1000;
  sizes.set(path, known);
  return known;
}

for (const { app, page, routes, kilobytes } of budgets) {
  const chunks = chunksOf(app, routes);
  const sizeOf = (key: string) => kilobytesOf(app, key);
  const total = chunks.reduce((sum, key) => sum + sizeOf(key), 0);
  console.log(`${page}: ${total.toFixed(1)} of ${kilobytes} kB`);
  if (process.argv.includes("--chunks"))
    for (const key of chunks.toSorted((a, b) => sizeOf(b) - sizeOf(a)))
      console.log(`  ${sizeOf(key).toFixed(1).padStart(6)} ${key}`);
  if (total > kilobytes) problems.push(`The first load of "${page}" is over its budget`);
  for (const key of chunks)
    if (/^src\/routes\/(?:admin|manage)\//u.test(manifests[app][key]?.src ?? ""))
      problems.push(`"${page}" loads ${key}`);
}

/** The server names a page's scripts together with it: one that it does not know is asked for a round trip later, or two. */
const linkOf = firstLoadOf(distOf("web"));
const html = readFileSync(join(distOf("web"), "index.html"), "utf8");
for (const { page, path, routes } of budgets) {
  if (path === undefined) continue;
  const named = html + linkOf(path, new Date());
  for (const key of chunksOf("web", routes)) {
    const file = manifests.web[key]?.file ?? key;
    if (file.endsWith(".js") && !named.includes(`/${file}`))
      problems.push(`"${page}" comes without the name of ${file}, which it needs`);
  }
}

/** Charts draw with SVG paths of a library that only the pages of charts may load. */
const withCharts = new Set(
  Object.entries(manifests.web)
    .filter(
      ([, { file }]) =>
        file.endsWith(".js") && readFileSync(join(distOf("web"), file), "utf8").includes("recharts-"),
    )
    .map(([key]) => key),
);
for (const { app, page, routes } of budgets)
  if (app === "web" && chunksOf(app, routes).some((key) => withCharts.has(key)))
    problems.push(`"${page}" loads the charts`);

for (const problem of new Set(problems)) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
