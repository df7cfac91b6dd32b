import { findBrokenInvariants } from "@eventmaster/core/invariants";
import { connect } from "@eventmaster/db/client";
import { readFile } from "node:fs/promises";
import { readSettings } from "./env.ts";
import { openDatabase, urlFileIn } from "./open-database.ts";
import { StartError } from "./start-error.ts";

/** `pnpm check:data`: says whether every invariant holds on the database of DATABASE_URL, or on the embedded one, running or not. */
async function checkData(): Promise<boolean> {
  const settings = readSettings(process.argv.slice(2));
  const running = await readFile(urlFileIn(settings.dataDir), "utf8").catch(() => undefined);
  const url = settings.databaseUrl ?? running;
  const database = url === undefined ? await openDatabase(settings, () => {}) : connect(url, { max: 2 });
  try {
    const broken = await findBrokenInvariants(database.db);
    for (const { invariant, examples } of broken) {
      process.stdout.write(`Broken: ${invariant}\n${examples.map((line) => `  ${line}\n`).join("")}`);
    }
    if (broken.length === 0) process.stdout.write("All invariants hold.\n");
    return broken.length === 0;
  } finally {
    await database.close();
  }
}

try {
  process.exitCode = (await checkData()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
