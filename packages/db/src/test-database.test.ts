import { readdir } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabase, migrationsFolder } from "./migrate.ts";
import { createTestDatabase } from "./test-database.ts";

let server: postgres.Sql;
beforeAll(() => {
  server = postgres(process.env["TEST_DATABASE_SERVER_URL"]!, { max: 1, onnotice: () => {} });
});
afterAll(() => server.end());

async function migrationsIn(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const rows = await sql`select from drizzle.__drizzle_migrations`;
  await sql.end();
  return rows.length;
}

async function countMigrationFiles(): Promise<number> {
  return (await readdir(migrationsFolder)).filter((file) => file.endsWith(".sql")).length;
}

test("databases for tests are migrated, apart from one another, and gone after close", async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(await migrationsIn(one.url)).toBe(await countMigrationFiles());
  await one.sql`create table only_here ()`;
  await expect(other.sql`select from only_here`).rejects.toMatchObject({ code: "42P01" });
  await Promise.all([one.close(), other.close()]);
  const names = [one, other].map(({ url }) => new URL(url).pathname.slice(1));
  expect(await server`select from pg_database where datname in ${server(names)}`).toHaveLength(0);
});

test("many are made at once, each a database of its own", async () => {
  const databases = await Promise.all(Array.from({ length: 8 }, () => createTestDatabase({ max: 1 })));
  expect(new Set(databases.map(({ url }) => url)).size).toBe(8);
  await Promise.all(databases.map((database) => database.close()));
});

test("servers that migrate the same database at once migrate it once", async () => {
  const name = "test_migrated_at_once";
  await server.unsafe(`drop database if exists ${name} with (force)`);
  await server.unsafe(`create database ${name}`);
  const url = new URL(process.env["TEST_DATABASE_SERVER_URL"]!);
  url.pathname = `/${name}`;
  await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(url.href)));
  await migrateDatabase(url.href);
  expect(await migrationsIn(url.href)).toBe(await countMigrationFiles());
  await server.unsafe(`drop database ${name} with (force)`);
});
