import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface RedisProcess {
  url: string;
  stop(): Promise<void>;
}

/** A real redis-server on a free port, with a folder of its own, which keeps nothing. */
export async function runRedis(): Promise<RedisProcess> {
  const directory = await mkdtemp(join(tmpdir(), "eventmaster-redis-"));
  const port = await findFreePort();
  const options = { port: String(port), bind: "127.0.0.1", dir: directory, save: "", appendonly: "no" };
  const child = spawn(
    process.env["REDIS_SERVER_PATH"] ?? "/usr/bin/redis-server",
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
      if (output.includes("Ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`redis-server ended: ${output}`)));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "close");
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
