import { openJobQueue } from "@eventmaster/core/jobs/job-queue";
import { connect } from "@eventmaster/db/client";
import { readFile } from "node:fs/promises";
import { readSettings } from "./env.ts";
import { urlFileIn } from "./open-database.ts";
import { StartError } from "./start-error.ts";

/** `pnpm retry:jobs`: puts what was given up back in its queue, on the database of DATABASE_URL or the running embedded one. */
async function retryJobs(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  const running = await readFile(urlFileIn(settings.dataDir), "utf8").catch(() => undefined);
  const url = settings.databaseUrl ?? running;
  if (url === undefined) throw new StartError("Set DATABASE_URL, or start the server first.");
  const database = connect(url, { max: 2 });
  try {
    const jobs = await openJobQueue(database.db);
    const count = await database.db.transaction((tx) => jobs.retryGivenUp(tx));
    await jobs.close();
    process.stdout.write(count === 1 ? "1 job is tried again.\n" : `${count} jobs are tried again.\n`);
  } finally {
    await database.close();
  }
}

try {
  await retryJobs();
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
