import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedServer, startEmbeddedServer } from "./embedded-server.ts";
import { prepareTestDatabases } from "./test-database.ts";

/**
 * Vitest's global setup of every project that needs a database: one PostgreSQL for the whole run, without crash safety,
 * in a directory that is deleted at the end. The first project starts it; the others find its address in the environment,
 * as would a run against a server of your own.
 */
export default async function startTestServer(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["TEST_DATABASE_SERVER_URL"]) return undefined;

  const dataDir = await mkdtemp(join(tmpdir(), "eventmaster-test-"));
  let server: EmbeddedServer | undefined;
  const end = async () => {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    server = await startEmbeddedServer({ dataDir, durability: "off" });
    await prepareTestDatabases(server.url);
    process.env["TEST_DATABASE_SERVER_URL"] = server.url;
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}
