/** Work that runs again and again, never twice at once. */
export interface Repeat {
  /** Runs it now, or once more after the run that is on. */
  kick: () => void;
  /** Runs it now unless it will run by itself: a wait that is on is waited out. */
  nudge: () => void;
  stop: () => void;
}

/** `work` resolves to the milliseconds until it should run again; null waits for a kick. It must not reject. */
export function repeat(work: () => Promise<number | null>): Repeat {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  let wanted: "no" | "now" | "unless it waits" = "no";
  let isStopped = false;

  const takeWanted = () => {
    const asked = wanted;
    wanted = "no";
    return asked;
  };

  const run = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (isRunning) {
      wanted = "now";
      return;
    }
    isRunning = true;
    const wait = await work();
    isRunning = false;
    const asked = takeWanted();
    if (isStopped) return;
    if (asked === "now" || (asked === "unless it waits" && wait === null)) void run();
    else if (wait !== null) timer = setTimeout(() => void run(), wait);
  };

  return {
    kick() {
      if (!isStopped) void run();
    },
    nudge() {
      if (isRunning && wanted === "no") wanted = "unless it waits";
      else if (!isRunning && !isStopped && timer === undefined) void run();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
