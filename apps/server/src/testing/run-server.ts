import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface ServerProcess {
  child: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Its address, once it says that it runs. Rejects when it ends instead. */
  url(): Promise<string>;
  /** Its exit code, once it has ended. */
  exit(): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Starts the server as `pnpm start` does, in a process of its own, on a free port unless told otherwise. */
export function runServer(environment: Record<string, string>, args: string[] = []): ServerProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../main.ts"), ...args], {
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      PORT: "0",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  const closed = once(child, "close").then(() => {
    running.delete(child);
    return child.exitCode;
  });
  return {
    child,
    output: () => output,
    exit: () => closed,
    url: async () => {
      for (;;) {
        const found = /Web +(\S+)\//u.exec(output)?.[1];
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`The server ended: ${output}`);
        await sleep(20);
      }
    },
  };
}

/** Ends what a failed test left running. */
export function endServers(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** A folder for one test's data, and the way to be rid of it. */
export async function makeDataDir(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "eventmaster-server-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
