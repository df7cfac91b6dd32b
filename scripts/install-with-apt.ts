import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** As root on Debian: installs the first of these packages that there is. Elsewhere nothing is touched. */
export function installWithApt(...packages: string[]): void {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return;
  const options = {
    stdio: ["ignore", 2, 2] as ["ignore", number, number],
    // The run level keeps a package's service from starting: the programs are wanted, not what they serve.
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
  };
  spawnSync("apt-get", ["update", "-qq"], options);
  for (const name of packages) {
    if (spawnSync("apt-get", ["install", "-y", "-qq", name], options).status === 0) return;
  }
}
