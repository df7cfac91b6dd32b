import { rotateTicketKey } from "@eventmaster/core/check-in/ticket-keys";
import { connect } from "@eventmaster/db/client";
import { readFile } from "node:fs/promises";
import { readSettings } from "./env.ts";
import { urlFileIn } from "./open-database.ts";
import { StartError } from "./start-error.ts";

/** `pnpm rotate:ticket-key`: a new key signs tickets from now on; those that were signed before open doors on. */
async function rotate(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  const running = await readFile(urlFileIn(settings.dataDir), "utf8").catch(() => undefined);
  const url = settings.databaseUrl ?? running;
  if (url === undefined) throw new StartError("Set DATABASE_URL, or start the server first.");
  const database = connect(url, { max: 1 });
  try {
    const keyId = await rotateTicketKey(database.db);
    process.stdout.write(`Key ${keyId} signs new tickets in five minutes, when every server knows it.\n`);
  } finally {
    await database.close();
  }
}

try {
  await rotate();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
