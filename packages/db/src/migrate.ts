import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { installJobQueues } from "./job-queues.ts";

export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Any fixed number does: it only has to be the same in every server of this system. */
const migrationLock = 4_826_391_077;

/**
 * Brings the database at `url` up to date. Servers that start together take turns under an advisory lock, so each
 * migration runs once; those that come later find nothing to do.
 */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection that is never replaced: the lock belongs to its session.
  const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(sql), { migrationsFolder });
    await installJobQueues(url, sql);
  } finally {
    // Ending the session frees the lock, also after a failure.
    await sql.end({ timeout: 5 });
  }
}
