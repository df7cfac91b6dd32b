/** Milliseconds after which an answer comes too late for somebody who stands at the door. */
export const tooSlowMs = 800;

/** Milliseconds after which a measured answer says nothing about now. */
const validForMs = 15_000;

/** `slow` is as good as none for a verdict, and good enough to sync. `unknown` before anything was measured. */
export type LinkStatus = "fast" | "slow" | "none" | "unknown";

/** Whether the server answers, by its answers: a browser that calls itself online may reach nothing. */
export interface Link {
  status: () => LinkStatus;
  /** Of the last answer. */
  latencyMs: () => number | null;
  answered: (ms: number) => void;
  failed: () => void;
  subscribe: (onChange: (status: LinkStatus) => void) => () => void;
}

/** `tick` counts milliseconds of a clock that does not jump. */
export function createLink(tick: () => number): Link {
  const watchers = new Set<(status: LinkStatus) => void>();
  let latency: number | null = null;
  let measuredAt = -Infinity;
  let told: LinkStatus = "unknown";
  let hasFailed = false;

  const status = (): LinkStatus => {
    if (hasFailed) return "none";
    if (latency === null || tick() - measuredAt > validForMs) return "unknown";
    return latency <= tooSlowMs ? "fast" : "slow";
  };
  const tell = () => {
    const next = status();
    if (next === told) return;
    told = next;
    for (const watcher of watchers) watcher(next);
  };

  return {
    status,
    latencyMs: () => latency,
    answered(ms) {
      hasFailed = false;
      latency = ms;
      measuredAt = tick();
      tell();
    },
    failed() {
      hasFailed = true;
      tell();
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
