import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/**
 * Finding and ending the postmaster of a cluster. Everything is told from the live process and its command line: a
 * PID file alone cannot be trusted, because PIDs are used again (in containers after every restart).
 */
export type Postmaster = { pid: number; owner: number; isOrphan: boolean };

/** The name a postmaster carries on its command line: who started it, for which cluster. */
export function postmasterName(clusterId: string): string {
  return `eventmaster-${process.pid}-${clusterId}`;
}

/** The running postmaster of this cluster, if there is one. Removes a PID file that now points to a stranger. */
export async function findPostmaster(pgData: string, clusterId: string): Promise<Postmaster | undefined> {
  const pidFile = join(pgData, "postmaster.pid");
  const content = await readFile(pidFile, "utf8").catch(ifMissing);
  const pid = Number(content?.split("\n", 1)[0]);
  if (!content || !Number.isSafeInteger(pid) || pid <= 0) return undefined;

  const running = await describeProcess(pid);
  const owner = running?.command.match(new RegExp(`eventmaster-(\\d+)-${clusterId}`))?.[1];
  if (running && owner) return { pid, owner: Number(owner), isOrphan: running.parent !== Number(owner) };

  // PostgreSQL itself would take the stranger for a server and refuse to start.
  if (running && (await readFile(pidFile, "utf8").catch(ifMissing)) === content) await rm(pidFile);
  return undefined;
}

/** True once PostgreSQL has written that it accepts connections. */
export async function isReady(pgData: string, pid: number): Promise<boolean> {
  const content = await readFile(join(pgData, "postmaster.pid"), "utf8").catch(ifMissing);
  const lines = content?.split("\n") ?? [];
  return lines[0]?.trim() === String(pid) && lines[7]?.trim() === "ready";
}

/** Ends a postmaster whose parent is gone: first politely, then firmly. WAL recovery makes even the last step safe. */
export async function endOrphan(pgData: string, clusterId: string, pid: number): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 5000],
    ["SIGQUIT", 2000],
    ["SIGKILL", 2000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if ((await findPostmaster(pgData, clusterId))?.pid !== pid) return;
      await sleep(20);
    }
  }
}

async function describeProcess(pid: number): Promise<{ parent: number; command: string } | undefined> {
  try {
    if (process.platform === "linux") {
      const status = await readFile(`/proc/${pid}/stat`, "utf8");
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
      // The second field is the program's name in brackets and may itself hold spaces and brackets.
      const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
      return { parent, command: command.replaceAll("\0", " ") };
    }
    const { stdout } = await promisify(execFile)("ps", ["-o", "ppid=,command=", "-p", String(pid)]);
    return { parent: Number.parseInt(stdout, 10), command: stdout };
  } catch {
    return undefined;
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
