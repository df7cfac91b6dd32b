import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
let image: string;

/** No Docker engine runs where this is tested, so the image's own commands are run in a clean folder instead. */
beforeAll(() => {
  image = mkdtempSync(join(tmpdir(), "eventmaster-image-"));
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.trim().split("\n").filter(isInImage)) {
    mkdirSync(dirname(join(image, file)), { recursive: true });
    cpSync(join(root, file), join(image, file));
  }
  const commands = [...dockerfile.matchAll(/^RUN (pnpm .+)$/gmu)].map((match) => match[1] ?? "");
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const [program = "", ...args] = command.split(" ");
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: image,
      encoding: "utf8",
      env: { ...process.env, CI: "true", NODE_ENV: undefined },
    });
    expect(status, `${command}\n${stdout}${stderr}`).toBe(0);
  }
}, 240_000);
afterAll(() => rmSync(image, { recursive: true, force: true }), 120_000);

function isInImage(file: string): boolean {
  return !/^(?:\.ci|apps\/e2e|docs)\//u.test(file);
}

test("what the Dockerfile installs and builds starts in production and answers", async () => {
  const command: string[] = JSON.parse(/^CMD (.+)$/mu.exec(dockerfile)?.[1] ?? "[]");
  expect(command).toEqual(["node", "apps/server/src/main.ts"]);
  const server = spawn(process.execPath, command.slice(1), {
    cwd: image,
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      PUBLIC_URL: "https://events.example.org",
      PORT: "0",
      HOST: "127.0.0.1",
      SECRET_KEY: "only-for-this-test-0123456789-abcdef",
      DATA_DIR: join(image, "data"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  server.stdout.on("data", (chunk) => (output += String(chunk)));
  server.stderr.on("data", (chunk) => (output += String(chunk)));
  try {
    await expect.poll(() => output, { timeout: 60_000 }).toMatch(/Web +http/u);
    const url = /Web +(\S+)\/\n/u.exec(output)?.[1];
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    for (const page of ["/", "/scanner/"])
      expect(await (await fetch(`${url}${page}`, { headers: { accept: "text/html" } })).text()).toContain(
        "<html",
      );
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}, 120_000);
