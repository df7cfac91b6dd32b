import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

/**
 * Proof that the rules of the house bite. Each file breaks one rule, or shows what must stay allowed, at the place in the
 * repository where it would stand; oxlint reads them all in one run with our own configuration.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const imports = (specifier: string) => `import { thing } from "${specifier}";\nvoid thing;\n`;
const importsType = (specifier: string) =>
  `import type { Thing } from "${specifier}";\nexport type Other = Thing;\n`;

const restricted = "eslint(no-restricted-imports)";

const broken: [file: string, rule: string, source: string][] = [
  ["packages/contract/src/reads-node.ts", restricted, imports("node:fs")],
  ["packages/contract/src/uses-admission.ts", restricted, imports("@eventmaster/admission/decide")],
  ["packages/contract/src/uses-another-package.ts", restricted, imports("uuidv7")],
  ["packages/contract/src/uses-a-lookalike.ts", restricted, imports("zod-extra")],
  ["packages/admission/src/reads-node.ts", restricted, imports("node:crypto")],
  ["packages/admission/src/uses-db.ts", restricted, imports("@eventmaster/db/client")],
  ["packages/admission/src/touches-dom.ts", "eslint(no-restricted-globals)", "void document.title;\n"],
  ["packages/admission/src/touches-node.ts", "eslint(no-restricted-globals)", "void Buffer.alloc(1);\n"],
  ["packages/tickets/src/uses-db.ts", restricted, importsType("@eventmaster/db/client")],
  ["packages/db/src/uses-core.ts", restricted, imports("@eventmaster/core/context")],
  ["packages/db/src/uses-trpc.ts", restricted, imports("@trpc/server")],
  ["packages/core/src/uses-trpc.ts", restricted, imports("@trpc/server")],
  ["packages/core/src/uses-api.ts", restricted, importsType("@eventmaster/api/root")],
  ["packages/core/src/uses-the-driver.ts", restricted, imports("postgres")],
  ["packages/core/src/uses-the-host.ts", restricted, imports("fastify")],
  ["packages/api/src/uses-sql.ts", restricted, imports("drizzle-orm")],
  ["packages/api/src/uses-postgres-dialect.ts", restricted, imports("drizzle-orm/pg-core")],
  ["packages/api/src/uses-the-driver.ts", restricted, imports("postgres")],
  ["packages/api/src/uses-db.ts", restricted, importsType("@eventmaster/db/client")],
  [
    "packages/api/src/loads-db-late.ts",
    restricted,
    'export const db = await import("@eventmaster/db/client");\n',
  ],
  ["packages/api/src/uses-server.ts", restricted, imports("@eventmaster/server/app")],
  ["apps/server/src/uses-sql.ts", restricted, imports("drizzle-orm")],
  ["apps/server/src/uses-ui.ts", restricted, imports("@eventmaster/ui/button")],
  ["packages/ui/src/uses-api.ts", restricted, importsType("@eventmaster/api/root")],
  ["packages/client/src/runs-api.ts", restricted, imports("@eventmaster/api/root")],
  ["packages/client/src/uses-core.ts", restricted, importsType("@eventmaster/core/context")],
  ["apps/web/src/runs-api.tsx", restricted, imports("@eventmaster/api/root")],
  ["apps/web/src/uses-core.tsx", restricted, imports("@eventmaster/core/context")],
  ["apps/web/src/uses-db.tsx", restricted, importsType("@eventmaster/db/client")],
  ["apps/scanner/src/runs-api.ts", restricted, imports("@eventmaster/api/root")],
  ["apps/scanner/src/uses-node.ts", restricted, imports("node:path")],
  ["apps/server/src/app.ts", "node(no-process-env)", 'export const port = process.env["PORT"];\n'],
  ["packages/core/src/reads-env.ts", "node(no-process-env)", "export const secret = process.env.SECRET;\n"],
  ["packages/core/src/prints.ts", "eslint(no-console)", 'console.log("hello");\n'],
  ["packages/core/src/forgets.ts", "typescript(no-floating-promises)", "Promise.reject(new Error());\n"],
  ["packages/core/src/exports-default.ts", "import(no-default-export)", "export default 1;\n"],
  ["packages/core/src/is-a-barrel.ts", "oxc(no-barrel-file)", 'export * from "./prints.ts";\n'],
  ["packages/core/src/says-any.ts", "typescript(no-explicit-any)", "export const value: any = 1;\n"],
  [
    "apps/web/src/injects.tsx",
    "react(no-danger)",
    'export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;\n',
  ],
  [
    "apps/web/src/hides-image.tsx",
    "jsx-a11y(alt-text)",
    'export const Image = () => <img src="/cover.svg" />;\n',
  ],
  [
    "packages/core/src/forgets.test.ts",
    "vitest(no-focused-tests)",
    'import { expect, test } from "vitest";\ntest.only("one", () => expect(1).toBe(1));\n',
  ],
];

const allowed: [file: string, source: string][] = [
  ["packages/contract/src/good.ts", `${imports("zod")}${importsType("./events.ts")}`],
  ["packages/admission/src/good.ts", imports("@eventmaster/contract/events")],
  ["packages/db/src/good.ts", imports("drizzle-orm/pg-core")],
  ["packages/core/src/good.ts", imports("@eventmaster/db/client")],
  ["packages/api/src/good.ts", imports("@eventmaster/core/context")],
  ["packages/api/src/good.test.ts", imports("@eventmaster/db/test-database")],
  ["apps/server/src/good.ts", imports("@eventmaster/db/embedded-server")],
  ["apps/server/src/env.ts", 'export const port = process.env["PORT"];\n'],
  ["packages/client/src/good.ts", importsType("@eventmaster/api/root")],
  ["apps/web/src/good.tsx", importsType("@eventmaster/api/root")],
  ["apps/scanner/src/good.ts", imports("@eventmaster/admission/decide")],
  ["scripts/good.ts", 'console.log(process.env["CI"]);\n'],
];

let directory: string;
let complaints: Map<string, string[]>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "eventmaster-lint-"));
  await cp(join(root, ".oxlintrc.json"), join(directory, ".oxlintrc.json"));
  await symlink(join(root, "node_modules"), join(directory, "node_modules"));
  const options = { strict: true, noEmit: true, module: "nodenext", target: "es2024", jsx: "preserve" };
  await writeFile(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions: options }));
  for (const [file, source] of [...broken.map(([path, , text]) => [path, text] as const), ...allowed]) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), source);
  }
  complaints = await lint();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The rules that each file breaks. */
async function lint(): Promise<Map<string, string[]>> {
  const oxlint = join(root, "node_modules", ".bin", "oxlint");
  const output = await new Promise<string>((resolve) => {
    execFile(
      oxlint,
      ["--format=json", "packages", "apps", "scripts"],
      { cwd: directory },
      (_failed, stdout) => resolve(stdout),
    );
  });
  const report: { diagnostics: { filename: string; code: string }[] } = JSON.parse(output);
  const found = Map.groupBy(report.diagnostics, ({ filename }) => filename);
  return new Map([...found].map(([file, each]) => [file, each.map(({ code }) => code)]));
}

test.each(broken)("%s breaks %s", (file, rule) => {
  expect(complaints.get(file)).toEqual([rule]);
});

test.each(allowed)("%s breaks nothing", (file) => {
  expect(complaints.get(file)).toBeUndefined();
});
