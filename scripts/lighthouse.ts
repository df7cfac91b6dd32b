import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import lighthouse, { type Result } from "lighthouse";
import { findChromium } from "./find-chromium.ts";

/**
 * Lighthouse, as a phone sees the built app: the list of events, an event, one's tickets, and log in. Fails when the
 * median of three runs is under 95 in performance, accessibility or best practices. It wants a quiet machine: what else
 * runs there counts as slowness of the page. After a build: `pnpm lighthouse`.
 */
const wanted = 95;
const runs = 3;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = await mkdtemp(join(tmpdir(), "eventmaster-lighthouse-"));
const children: ChildProcess[] = [];

try {
  const base = await startServer();
  const port = await startBrowser();
  const cookie = await logIn(base);
  const eventId = await firstEvent(base);
  const pages = [
    { name: "events", path: "/events", headers: {} },
    { name: "event", path: `/events/${eventId}`, headers: {} },
    { name: "my tickets", path: "/tickets", headers: { cookie } },
    { name: "log in", path: "/login", headers: {} },
  ];
  for (const { name, path, headers } of pages) {
    const results: Result[] = [];
    for (let run = 0; run < runs; run += 1) results.push(await measure(`${base}${path}`, port, headers));
    const medians = Object.keys(results[0]?.categories ?? {}).map((id) => {
      const [median] = results.toSorted((a, b) => scoreOf(a, id) - scoreOf(b, id)).slice((runs - 1) / 2);
      return { id, median, score: median ? scoreOf(median, id) : 0 };
    });
    console.log(`${name}: ${medians.map(({ id, score }) => `${id} ${score}`).join(", ")}`);
    for (const { id, median, score } of medians) {
      if (!median || score >= wanted) continue;
      process.exitCode = 1;
      for (const { id: audit } of median.categories[id]?.auditRefs ?? []) {
        const { score: part, title, displayValue } = median.audits[audit] ?? { score: null, title: "" };
        if (part !== null && part < 0.9) console.log(`  ${id}: ${title} ${displayValue ?? ""}`);
      }
    }
  }
} finally {
  for (const child of children) {
    // Its whole group: Debian's Chromium is a shell that starts another process.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
// The browser's own children may hold its pipes open.
process.exit();

async function measure(url: string, port: number, extraHeaders: Record<string, string>): Promise<Result> {
  const result = await lighthouse(url, {
    port,
    logLevel: "error",
    onlyCategories: ["performance", "accessibility", "best-practices"],
    extraHeaders,
  });
  if (!result) throw new Error(`Lighthouse says nothing of ${url}`);
  return result.lhr;
}

function scoreOf({ categories }: Result, id: string): number {
  return Math.round((categories[id]?.score ?? 0) * 100);
}

async function startServer(): Promise<string> {
  const dataDir = join(scratch, "data");
  await mkdir(dataDir);
  const server = start(process.execPath, [join(root, "apps/server/src/main.ts")], {
    PATH: process.env["PATH"],
    PORT: "0",
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
  });
  return said(server, /Web +(http:\S+)\/\n/u);
}

async function startBrowser(): Promise<number> {
  const browser = start(findChromium(), [
    "--headless",
    "--no-sandbox",
    "--remote-debugging-port=0",
    `--user-data-dir=${join(scratch, "browser")}`,
    "--disable-background-networking",
    "about:blank",
  ]);
  return Number(await said(browser, /DevTools listening on ws:\/\/[^:]+:(\d+)\//u));
}

function start(program: string, parameters: string[], environment?: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, parameters, {
    ...(environment ? { env: environment } : {}),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
}

/** What a process says of itself when it is ready. */
function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk);
      const found = pattern.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => reject(new Error(`It did not start: ${output}`)));
  });
}

async function logIn(base: string): Promise<string> {
  const response = await fetch(`${base}/api/trpc/accounts.logIn`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "member@company.com", password: "password123" }),
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function firstEvent(base: string): Promise<string> {
  const response = await fetch(`${base}/api/v1/events?limit=1`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the API's own list
  const list = (await response.json()) as { items: { id: string }[] };
  return list.items[0]?.id ?? "";
}
