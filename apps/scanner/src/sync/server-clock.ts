/** Milliseconds of travel beyond which an answer's time is too vague, while there is a better one. */
const vagueMs = 2000;

/** This device's time, corrected by the server's: scans of two devices can be put in order. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds by which the server is ahead of this device; null until it was ever told. */
  offset: () => number | null;
  /** An answer said that it was `serverTime` between these two moments of this device. */
  learn: (serverTime: string, askedAt: number, answeredAt: number) => void;
}

export function createServerClock(deviceNow: () => number, remembered: number | null): ServerClock {
  let offset = remembered;
  let isMeasured = false;
  return {
    now: () => deviceNow() + (offset ?? 0),
    offset: () => offset,
    learn(serverTime, askedAt, answeredAt) {
      const travel = answeredAt - askedAt;
      const at = Date.parse(serverTime);
      if (Number.isNaN(at) || travel < 0 || (travel > vagueMs && isMeasured)) return;
      isMeasured = true;
      offset = Math.round(at - (askedAt + travel / 2));
    },
  };
}
