import { deadLetters, jobConnection } from "@eventmaster/db/job-queues";
import { PgBoss } from "pg-boss";

/** Puts jobs that were given up back where they came from, with all their attempts. Returns how many. */
export async function retryDeadLetters(url: string): Promise<number> {
  const boss = new PgBoss({
    ...jobConnection(url),
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  // What fails here is thrown where it is asked for.
  boss.on("error", () => {});
  try {
    await boss.start();
    let count = 0;
    // At most a thousand at a time.
    for (;;) {
      const moved = await boss.redrive(deadLetters);
      if (moved === 0) return count;
      count += moved;
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
