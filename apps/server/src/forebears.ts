import { readFileSync } from "node:fs";

interface Process {
  parent: number;
  group: number;
}

/** What Linux says of a process, or null when it is gone or this is another system. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may hold anything: the fields begin after the last one.
    const [, parent, group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(parent), group: Number(group) };
  } catch {
    return null;
  }
}

/**
 * The processes of the command that started this one (`npx`, `pnpm` and their shells): those above it in its own process
 * group. Whoever typed the command is in another group, and may go away.
 */
function findForebears(): { pid: number; parent: number }[] {
  const own = readProcess(process.pid);
  const found = [{ pid: process.pid, parent: process.ppid }];
  for (let pid = process.ppid; pid > 1;) {
    const forebear = readProcess(pid);
    if (!own || !forebear || forebear.group !== own.group) break;
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
