import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { connect, type Connection } from "./client.ts";
import { jobQueuesVersion } from "./job-queues.ts";
import { migrateDatabase, migrationsFolder } from "./migrate.ts";

export type TestDatabase = Connection & { url: string };

/**
 * A database of its own for a test, migrated and empty, on the server that the test run has started. `close()` drops it.
 * Takes about 20 ms: it is copied from a template that is migrated once per run.
 */
export async function createTestDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const server = testServerUrl();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await withMaintenance(server, async (sql) => {
    const template = await ensureTemplate(server, sql);
    // Copying whole files is quicker than writing them to the log when nothing is ever synced to disk.
    await sql.unsafe(`create database ${name} template ${template} strategy file_copy`);
  });
  const url = onServer(server, name);
  const connection = connect(url, { applicationName: name, ...options });
  return {
    ...connection,
    url,
    close: async () => {
      await connection.close();
      await withMaintenance(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Migrates the template now, so that no test has to wait for it. */
export async function prepareTestDatabases(server: string): Promise<void> {
  await withMaintenance(server, (sql) => ensureTemplate(server, sql));
}

/**
 * The template's name holds a digest of what it is made of, so in watch mode a new migration gets a new template. Workers that
 * ask at once take turns; the name appears by a rename, once the template is complete.
 */
async function ensureTemplate(server: string, sql: postgres.Sql): Promise<string> {
  const template = `template_${await digestMigrations()}`;
  const exists = async () => (await sql`select from pg_database where datname = ${template}`).length > 0;
  if (await exists()) return template;

  await sql`select pg_advisory_lock(hashtext(${template}))`;
  try {
    if (await exists()) return template;
    const draft = `${template}_draft`;
    await sql.unsafe(`drop database if exists ${draft} with (force)`);
    await sql.unsafe(`create database ${draft}`);
    await migrateDatabase(onServer(server, draft));
    await sql.unsafe(`alter database ${draft} with is_template true allow_connections false`);
    await sql.unsafe(`alter database ${draft} rename to ${template}`);
    return template;
  } finally {
    await sql`select pg_advisory_unlock(hashtext(${template}))`;
  }
}

async function digestMigrations(): Promise<string> {
  const digest = createHash("sha256");
  const files = (await readdir(migrationsFolder)).filter((file) => file.endsWith(".sql"));
  for (const file of files.toSorted()) digest.update(await readFile(join(migrationsFolder, file)));
  digest.update(jobQueuesVersion);
  return digest.digest("hex").slice(0, 16);
}

async function withMaintenance<Result>(
  server: string,
  work: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

function testServerUrl(): string {
  const url = process.env["TEST_DATABASE_SERVER_URL"];
  if (!url)
    throw new Error(
      "TEST_DATABASE_SERVER_URL is unset: run the tests with vitest from the repository's root.",
    );
  return url;
}

function onServer(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
