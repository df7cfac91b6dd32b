import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The product in a process of its own, with a database in a folder that goes away. */
export interface Server {
  url: string;
  dataDir: string;
  /** Ends the process: nothing answers any more. */
  stop: () => Promise<void>;
  /** Starts it again at the same address, on the same data. */
  restart: () => Promise<void>;
  remove: () => Promise<void>;
}

const main = join(import.meta.dirname, "../../server/src/main.ts");

/** Starts the product as a stranger would; `extra` are variables of an operator who has set up more. */
export async function runServer(extra: Record<string, string> = {}): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "eventmaster-e2e-"));
  let running = await start(dataDir, "0", extra);
  const stop = async () => {
    const { process: server } = running;
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
  };
  return {
    url: running.url,
    dataDir,
    stop,
    restart: async () => {
      running = await start(dataDir, new URL(running.url).port, extra);
    },
    remove: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function start(
  dataDir: string,
  port: string,
  extra: Record<string, string>,
): Promise<{ url: string; process: ChildProcess }> {
  const server = spawn(process.execPath, [main], {
    // All tests come from one address, and there are more of them than a person has fingers.
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      PORT: port,
      DATA_DIR: dataDir,
      RATE_LIMITS: "off",
      ...extra,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk);
      const found = /Web +(http:\S+)\/\n/u.exec(output)?.[1];
      if (found) resolve(found);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("exit", () => reject(new Error(`The server did not start: ${output}`)));
  });
  return { url, process: server };
}
