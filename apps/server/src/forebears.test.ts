import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const program = `
  import { whenCommandEnds } from ${JSON.stringify(join(import.meta.dirname, "forebears.ts"))};
  whenCommandEnds(() => { console.log("ended"); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log("ready");
`;

/** node below a shell below a shell, as below pnpm and npx: `outer` is in a process group of its own. */
function startCommand() {
  const node = `"$NODE" --input-type=module -e "$PROGRAM"; true`;
  const outer = spawn("sh", ["-c", `sh -c '${node}'; true`], {
    detached: true,
    env: { NODE: process.execPath, PROGRAM: program },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  outer.stdout.on("data", (chunk) => (output += String(chunk)));
  return { outer, output: () => output };
}

test("a process learns that the command above its parent was killed", async () => {
  const { outer, output } = startCommand();
  await expect.poll(output, { timeout: 30_000 }).toContain("ready");
  outer.kill("SIGKILL");
  await once(outer, "exit");
  await expect.poll(output, { timeout: 30_000 }).toContain("ended");
});

test("a command that goes on is left alone", async () => {
  const { outer, output } = startCommand();
  await expect.poll(output, { timeout: 30_000 }).toContain("ready");
  // Longer than it takes to look twice.
  await new Promise((resolve) => {
    setTimeout(resolve, 1200);
  });
  expect(output()).not.toContain("ended");
  process.kill(-(outer.pid ?? 0), "SIGKILL");
});
