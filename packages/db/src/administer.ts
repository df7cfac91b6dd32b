import postgres from "postgres";

/** Makes the named database on a server, if it is not there yet. Returns its URL. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    const [existing] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!existing) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The server's version as PostgreSQL numbers it: 180004 is 18.4. Rejects within 5 s when it cannot be reached. */
export async function readServerVersion(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    return row?.version ?? 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Empties a database of ours for the migrations to fill again. Returns false, and does nothing, when it holds a stranger's tables. */
export async function emptyDatabase(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [state] = await sql<{ tables: number; isOurs: boolean }[]>`
      select count(*)::int as tables, coalesce(bool_or(table_name = 'check_in_points'), false) as "isOurs"
      from information_schema.tables where table_schema = 'public'`;
    if (!state || (state.tables > 0 && !state.isOurs)) return false;
    await sql.unsafe(
      "drop schema if exists drizzle cascade; drop schema if exists pgboss cascade; drop schema public cascade; create schema public;",
    );
    return true;
  } finally {
    await sql.end();
  }
}
