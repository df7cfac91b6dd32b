import { readFileSync } from "node:fs";

interface Process {
  parent: number;
  /** Its words, as they were given to it. */
  command: string[];
}

/** What Linux says of a process, or null when it is gone or this is another system. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may hold anything: the fields begin after the last one.
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return { parent: Number(parent), command };
  } catch {
    return null;
  }
}

/** `npx`, `pnpm`, and the shells that they run a script in. A person's own shell has no `-c`, and may go away. */
function isOfCommand({ command }: Process): boolean {
  return command[1] === "-c" || /\bp?np[mx]\b/u.test(command.slice(0, 2).join(" "));
}

/** This process and those above it that only exist to run it, each with its parent at the start. */
function findForebears(): { pid: number; parent: number }[] {
  const found = [{ pid: process.pid, parent: process.ppid }];
  for (let pid = process.ppid; pid > 1;) {
    const forebear = readProcess(pid);
    if (!forebear || !isOfCommand(forebear)) break;
    found.push({ pid, parent: forebear.parent });
    pid = forebear.parent;
  }
  return found;
}

/**
 * Calls `then` once when the command that started this process has been ended without a word: `npx` and `pnpm` do not
 * pass a SIGTERM on, and nobody would be left who could stop the server.
 */
export function whenCommandEnds(then: () => void): void {
  const forebears = findForebears();
  const watch = setInterval(() => {
    const isWhole = forebears.every(({ pid, parent }) =>
      pid === process.pid ? process.ppid === parent : readProcess(pid)?.parent === parent,
    );
    if (isWhole) return;
    clearInterval(watch);
    then();
  }, 500);
  watch.unref();
}
