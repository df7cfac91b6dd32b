import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What a finished command left behind. `output` holds both streams in the order they came. */
export type Outcome = { succeeded: boolean; output: string };

export type Command = {
  program: string;
  arguments: string[];
  directory: string;
  environment: NodeJS.ProcessEnv;
  /** A command that takes longer is ended and has failed. */
  minutes: number;
};

// Whatever a command starts inherits this mark, also what leaves its process group.
const mark = `EVENTMASTER_TEST_RUN=${process.pid}-${Date.now()}`;
const running = new Set<ChildProcess>();

export async function run(command: Command): Promise<Outcome> {
  const [name = "", value] = mark.split("=");
  const child = spawn(command.program, command.arguments, {
    cwd: command.directory,
    env: { ...command.environment, [name]: value },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, which can be ended as a whole.
    detached: true,
  });
  running.add(child);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("error", (error) => chunks.push(Buffer.from(`${error.message}\n`)));
  const timer = setTimeout(() => {
    chunks.push(Buffer.from(`\nEnded after ${command.minutes} minutes.\n`));
    signal(child, "SIGTERM");
    setTimeout(() => signal(child, "SIGKILL"), 5000).unref();
  }, command.minutes * 60_000);
  await once(child, "close");
  clearTimeout(timer);
  running.delete(child);
  return { succeeded: child.exitCode === 0, output: Buffer.concat(chunks).toString("utf8") };
}

/** Ends every command and all that it started: politely first, so that servers and browsers can clear up. */
export async function endEverything(): Promise<void> {
  for (const child of running) signal(child, "SIGTERM");
  const deadline = Date.now() + 5000;
  while (Date.now() < deadline && (running.size > 0 || findMarked().length > 0)) await sleep(50);
  for (const child of running) signal(child, "SIGKILL");
  for (const pid of findMarked()) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, name);
  } catch {
    // The group has ended.
  }
}

/** Only Linux shows the environment of a process; elsewhere the process groups have to do. */
function findMarked(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, "utf8").includes(mark)
        ? [Number(name)]
        : [];
    } catch {
      return [];
    }
  });
}
