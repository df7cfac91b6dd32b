import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "./find-chromium.ts";
import { findRedis } from "./find-redis.ts";
import { endEverything, type Outcome, run } from "./run-check.ts";

/**
 * Every check there is: `pnpm test`, or some of them: `pnpm test --only=unit,lint`. A success is one line, a failure is shown
 * whole, and the last line is `N passed, N failed`: each check counts one, and so does each single test. A skipped
 * or flaky test has failed. All files go to one temporary directory, and no process is left, however this ends.
 */
type Result = { passed: number; failed: number; output: string };
type Check = { name: string; check: () => Promise<Result> };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = await mkdtemp(join(tmpdir(), "eventmaster-checks-"));
const environment = testEnvironment();

const quick: Check[] = [
  { name: "types", check: () => asOne(tool("turbo", ["run", "typecheck", "--output-logs=errors-only"])) },
  { name: "lint", check: () => asOne(tool("oxlint", ["--type-aware", "--deny-warnings"])) },
  { name: "format", check: () => asOne(tool("oxfmt", ["--check"])) },
  { name: "dead-code", check: () => asOne(tool("knip", [])) },
  { name: "migrations", check: checkMigrations },
  { name: "build", check: () => asOne(tool("turbo", ["run", "build", "--output-logs=errors-only"])) },
];
// These fill both cores by themselves, and the budgets and the browser need what `build` has built.
const slow: Check[] = [
  { name: "budgets", check: () => asOne(script("scripts/bundle-budget.ts")) },
  { name: "unit", check: runUnitTests },
  { name: "browser", check: runBrowserTests },
];

const total = { passed: 0, failed: 0 };
let finishing: Promise<never> | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    console.log(`\nEnded by ${signal}.`);
    void finish(1);
  });
}

const selected = selectedNames();
const isSelected = ({ name }: Check) => !selected || selected.has(name);
const waiting = quick.filter(isSelected);
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await perform(next);
};
await Promise.all([work(), work()]);
for (const next of slow.filter(isSelected)) await perform(next);
await finish(total.failed > 0 ? 1 : 0);

async function perform({ name, check }: Check): Promise<void> {
  const begin = performance.now();
  let result: Result;
  try {
    result = await check();
  } catch (error) {
    result = { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
  total.passed += result.passed;
  total.failed += result.failed;
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const count = result.passed + result.failed > 1 ? `: ${result.passed} passed, ${result.failed} failed` : "";
  if (result.failed > 0) console.log(`\n${result.output.trim()}\n`);
  console.log(`${result.failed > 0 ? "✗" : "✓"} ${name}${count} (${seconds} s)`);
}

function finish(code: number): Promise<never> {
  finishing ??= (async () => {
    await endEverything();
    await rm(scratch, { recursive: true, force: true });
    console.log(`${total.passed} passed, ${total.failed} failed`);
    process.exit(code);
  })();
  return finishing;
}

function selectedNames(): Set<string> | undefined {
  const names = process.argv.flatMap((argument) =>
    argument.startsWith("--only=") ? argument.slice("--only=".length).split(",") : [],
  );
  const known = [...quick, ...slow].map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no check "${unknown}", only ${known.join(", ")}.`);
  return names.length > 0 ? new Set(names) : undefined;
}

/** Nothing of a running instance may reach the tests, nor theirs reach it. */
function testEnvironment(): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  for (const name of ["DATABASE_URL", "REDIS_URL", "PORT", "NODE_ENV", "NODE_OPTIONS", "FORCE_COLOR"]) {
    delete inherited[name];
  }
  return {
    ...inherited,
    NO_COLOR: "1",
    // Dozens of servers are started, each from the same files.
    NODE_COMPILE_CACHE: join(scratch, "compiled"),
    TMPDIR: scratch,
    TURBO_TELEMETRY_DISABLED: "1",
    PATH: [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
  };
}

function tool(
  name: string,
  parameters: string[],
  options: { directory?: string; minutes?: number; environment?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const directory = options.directory ?? root;
  return run({
    program: join(directory, "node_modules", ".bin", name),
    arguments: parameters,
    directory,
    environment: { ...environment, ...options.environment },
    minutes: options.minutes ?? 5,
  });
}

function script(path: string): Promise<Outcome> {
  return run({ program: process.execPath, arguments: [path], directory: root, environment, minutes: 1 });
}

async function asOne(outcome: Promise<Outcome>): Promise<Result> {
  const { succeeded, output } = await outcome;
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, output };
}

/** The committed migrations must say what the schema says. Generated in a copy, so that nothing is left in the repository. */
async function checkMigrations(): Promise<Result> {
  const source = join(root, "packages", "db");
  const copy = join(scratch, "db");
  await mkdir(copy);
  for (const part of ["package.json", "drizzle.config.ts", "src", "migrations"]) {
    await cp(join(source, part), join(copy, part), { recursive: true });
  }
  await symlink(join(source, "node_modules"), join(copy, "node_modules"));
  const { succeeded, output } = await tool("drizzle-kit", ["generate"], { directory: copy, minutes: 2 });
  const before = await readdir(join(source, "migrations"), { recursive: true });
  const added = (await readdir(join(copy, "migrations"), { recursive: true })).filter(
    (file) => !before.includes(file),
  );
  if (succeeded && added.length === 0) return { passed: 1, failed: 0, output };
  const advice =
    added.length > 0 ? "\nThe schema has changed: run `pnpm db:generate` and commit what it makes." : "";
  return { passed: 0, failed: 1, output: output + advice };
}

type VitestReport = {
  numPassedTests: number;
  testResults: { status: string; assertionResults: { status: string; fullName: string }[] }[];
};

async function runUnitTests(): Promise<Result> {
  const report = join(scratch, "unit.json");
  const outcome = await tool(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { minutes: 20, environment: { REDIS_SERVER_PATH: findRedis() } },
  );
  const results = await readReport<VitestReport>(report, outcome);
  const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
  // A file that cannot even be loaded has no tests to fail.
  const broken = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((each) => each.status !== "failed"),
  );
  const skipped = tests.filter(({ status }) => status !== "passed" && status !== "failed");
  const failed = tests.filter(({ status }) => status === "failed").length + broken.length + skipped.length;
  return settle(
    outcome,
    results.numPassedTests,
    failed,
    skipped.map(({ fullName }) => fullName),
  );
}

type PlaywrightSuite = {
  title: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; tests: { status: "expected" | "unexpected" | "flaky" | "skipped" }[] }[];
};
type PlaywrightReport = { suites: PlaywrightSuite[]; errors: unknown[] };

async function runBrowserTests(): Promise<Result> {
  const directory = join(root, "apps", "e2e");
  const report = join(scratch, "browser.json");
  const outcome = await tool("playwright", ["test", "--reporter=list,json"], {
    directory,
    minutes: 30,
    environment: {
      CHROMIUM_PATH: findChromium(),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  });
  const results = await readReport<PlaywrightReport>(report, outcome);
  const specsOf = (suite: PlaywrightSuite): PlaywrightSuite["specs"] => [
    ...suite.specs,
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  const tests = results.suites
    .flatMap(specsOf)
    .flatMap(({ title, tests: runs }) => runs.map(({ status }) => ({ title, status })));
  const passed = tests.filter(({ status }) => status === "expected").length;
  const skipped = tests.filter(({ status }) => status === "skipped").map(({ title }) => title);
  return settle(outcome, passed, tests.length - passed, skipped);
}

/** A run without a single test, or one that failed beside its tests, must not look like a success. */
function settle(outcome: Outcome, passed: number, failed: number, skipped: string[]): Result {
  const isUnexplained = failed === 0 && (!outcome.succeeded || passed === 0);
  const note = skipped.length > 0 ? `\nSkipped, which counts as failed:\n  ${skipped.join("\n  ")}` : "";
  return { passed, failed: isUnexplained ? 1 : failed, output: outcome.output + note };
}

async function readReport<Report>(file: string, outcome: Outcome): Promise<Report> {
  try {
    const report: Report = JSON.parse(await readFile(file, "utf8"));
    return report;
  } catch {
    throw new Error(`${outcome.output.trim()}\nThe run ended without a report.`);
  }
}
