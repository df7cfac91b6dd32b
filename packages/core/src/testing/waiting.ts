import type { TestSystem } from "./test-system.ts";

/** Returns once so many statements in the system's database wait for somebody else's lock. */
export async function untilWaiting(system: TestSystem, count = 1): Promise<void> {
  for (;;) {
    const [row] = await system.sql<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= count) return;
  }
}
