import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts the product as a stranger would, with its own database in a folder that goes away, and stops it afterwards. */
export default async function startServer(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "eventmaster-e2e-"));
  const main = join(import.meta.dirname, "../../server/src/main.ts");
  const server = spawn(process.execPath, [main], {
    // All tests come from one address, and there are more of them than a person has fingers.
    env: { PATH: process.env["PATH"], PORT: "0", DATA_DIR: dataDir, RATE_LIMITS: "off" },
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
  process.env["EVENTMASTER_URL"] = url;
  return async () => {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
    await rm(dataDir, { recursive: true, force: true });
  };
}
