import { emptyDatabase, ensureDatabase, readServerVersion } from "@eventmaster/db/administer";
import { type Connection, connect } from "@eventmaster/db/client";
import { startEmbeddedServer } from "@eventmaster/db/embedded-server";
import { migrateDatabase } from "@eventmaster/db/migrate";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "./env.ts";
import { StartError } from "./start-error.ts";

export interface OpenDatabase extends Connection {
  url: string;
  isEmbedded: boolean;
}

/**
 * Where other commands on this machine (`pnpm check:data`) find the embedded database while it runs.
 */
export function urlFileIn(dataDir: string): string {
  return join(dataDir, "database-url");
}

/**
 * Opens the database of DATABASE_URL, or the embedded one, and brings its schema up to date.
 * @throws StartError when it cannot be reached
 */
export async function openDatabase(settings: Settings, log: (line: string) => void): Promise<OpenDatabase> {
  const server =
    settings.databaseUrl === undefined ? await startServer(settings, log) : { url: settings.databaseUrl };
  try {
    await refuseUnreachable(server.url);
    // --reset must not eat a stranger's tables.
    if (settings.reset && !(await emptyDatabase(server.url)))
      throw new StartError(
        `--reset is refused: the database at ${withoutPassword(server.url)} holds tables that are not EventMaster's.`,
      );
    await migrateDatabase(server.url);
  } catch (error) {
    await server.stop?.();
    throw error;
  }
  const connection = connect(server.url, { max: settings.databasePoolSize });
  return {
    ...connection,
    url: server.url,
    isEmbedded: server.stop !== undefined,
    close: async () => {
      await connection.close();
      await server.stop?.();
    },
  };
}

interface RunningServer {
  url: string;
  /** Only for a server that is ours to stop. */
  stop?: () => Promise<void>;
}

async function startServer(settings: Settings, log: (line: string) => void): Promise<RunningServer> {
  const { dataDir } = settings;
  const server = await startEmbeddedServer({ dataDir, log }).catch((error: unknown) => {
    throw new StartError(error instanceof Error ? error.message : String(error), { cause: error });
  });
  const url = await ensureDatabase(server.url, "eventmaster");
  await writeFile(urlFileIn(dataDir), url, { mode: 0o600 });
  return {
    url,
    stop: async () => {
      await rm(urlFileIn(dataDir), { force: true });
      await server.stop();
    },
  };
}

async function refuseUnreachable(url: string): Promise<void> {
  const version = await readServerVersion(url).catch((error: unknown) => {
    throw new StartError(`The database at ${withoutPassword(url)} cannot be reached: ${reasonOf(error)}.`, {
      cause: error,
    });
  });
  if (version < 180_000)
    throw new StartError(
      `The database at ${withoutPassword(url)} is too old: EventMaster needs PostgreSQL 18.`,
    );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}

function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return "DATABASE_URL";
  const url = new URL(text);
  return `${url.host}${url.pathname}`;
}
