import { describeFailure } from "@eventmaster/client/errors";
import { backoffMs } from "./backoff.ts";
import type { DoorServer } from "./door-server.ts";
import type { Link } from "./link.ts";
import { type Repeat, repeat } from "./repeat.ts";
import type { ServerClock } from "./server-clock.ts";

/** Milliseconds between two measurements, and until one counts as lost. */
const everyMs = 5000;
const patienceMs = 4000;

/** Without an answer it is asked less and less often, but never less than this: somebody waits for the network to be back. */
const rarestMs = 10_000;

export interface HeartbeatOptions {
  server: Pick<DoorServer, "clock">;
  link: Link;
  clock: ServerClock;
  now: () => number;
  tick: () => number;
  chance: () => number;
  /** Nobody looks: the next look asks at once. */
  isHidden: () => boolean;
}

/** Measures again and again whether the server answers, and how quickly; and how late it is there. */
export function startHeartbeat(options: HeartbeatOptions): Repeat {
  const { server, link, clock, now, tick } = options;
  let failures = 0;
  return repeat(async () => {
    if (options.isHidden()) return null;
    const askedAt = now();
    const begin = tick();
    try {
      const { serverTime } = await server.clock({ signal: AbortSignal.timeout(patienceMs) });
      link.answered(tick() - begin);
      clock.learn(serverTime, askedAt, now());
      failures = 0;
    } catch (error) {
      // A refusal is an answer too.
      if (describeFailure(error).code === "network") {
        failures += 1;
        link.failed();
      } else link.answered(tick() - begin);
    }
    return failures === 0 ? everyMs : Math.min(rarestMs, backoffMs(failures, options.chance()));
  });
}
