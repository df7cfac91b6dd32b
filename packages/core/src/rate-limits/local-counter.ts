interface Counted {
  isAllowed: boolean;
  consumed: number;
  /** Until the count begins afresh. */
  seconds: number;
}

interface LocalCounter {
  consume(key: string, now?: number): Counted;
  delete(key: string): void;
  size(): number;
}

/**
 * Counts in this process, each key from its first request on for so many seconds. It remembers a limited number of keys, so
 * that a flood from ever new addresses takes no memory: the oldest are forgotten, and the shared store still knows them.
 */
export function createLocalCounter(
  { points, seconds }: { points: number; seconds: number },
  mostKeys = 20_000,
): LocalCounter {
  /** In the order in which they end, because all last equally long. */
  const windows = new Map<string, { count: number; endsAt: number }>();

  function open(key: string, now: number) {
    windows.delete(key);
    for (const [oldest, { endsAt }] of windows) {
      if (endsAt > now && windows.size < mostKeys) break;
      windows.delete(oldest);
    }
    const window = { count: 0, endsAt: now + seconds * 1000 };
    windows.set(key, window);
    return window;
  }

  return {
    consume(key, now = Date.now()) {
      const known = windows.get(key);
      const window = known && known.endsAt > now ? known : open(key, now);
      window.count++;
      return {
        isAllowed: window.count <= points,
        consumed: window.count,
        seconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
      };
    },
    delete: (key) => void windows.delete(key),
    size: () => windows.size,
  };
}
