/** Work that runs again and again, never twice at once. */
export interface Repeat {
  /** Runs it now, or once more after the run that is on. */
  kick: () => void;
  stop: () => void;
}

/** `work` resolves to the milliseconds until it should run again; null waits for a kick. It must not reject. */
export function repeat(work: () => Promise<number | null>): Repeat {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  let isWanted = false;
  let isStopped = false;

  const run = async () => {
    clearTimeout(timer);
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    const wait = await work();
    isRunning = false;
    if (isStopped) return;
    if (isWanted) {
      isWanted = false;
      void run();
    } else if (wait !== null) timer = setTimeout(() => void run(), wait);
  };

  return {
    kick() {
      if (!isStopped) void run();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
