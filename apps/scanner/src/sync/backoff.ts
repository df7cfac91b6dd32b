const firstMs = 1000;
const longestMs = 60_000;

/**
 * Milliseconds to wait after so many failures in a row: twice as long each time, up to a minute. Half of it is chance, so that
 * fifty devices that lost the same network do not come back in one moment. `chance` is 0..1.
 */
export function backoffMs(failures: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return full / 2 + (full / 2) * chance;
}
