import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connect } from "./client.ts";
import { readRows } from "./read-rows.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ max: 1 });
});
afterAll(() => database.close());

const tenant = "0192f0a0-1111-7000-8000-000000000001";
const numbersTo = (last: number) => sql`select n from generate_series(1, ${last}::int) n`;
const read = (last: number, options?: { patienceMs: number }) =>
  readRows<{ n: number }>(database.db, tenant, numbersTo(last), options);

/** With one connection in the pool, this waits until a reading has given its own back. */
const nextQuery = () =>
  database.sql<{ role: string }[]>`select current_user as role, pg_current_xact_id_if_assigned()`;

test("gives every row once, in order, in pieces", async () => {
  const pieces: number[][] = [];
  for await (const rows of read(1234)) pieces.push(rows.map(({ n }) => n));
  expect(pieces.map((piece) => piece.length)).toEqual([500, 500, 234]);
  expect(pieces.flat()).toEqual(Array.from({ length: 1234 }, (_, index) => index + 1));
});

test("sees the tenant's rows only, and may write nothing", async () => {
  const role = sql`select current_user as role, current_setting('app.organization_id') as organization`;
  const rows: unknown[] = [];
  for await (const piece of readRows(database.db, tenant, role)) rows.push(...piece);
  expect(rows).toEqual([{ role: "eventmaster_tenant", organization: tenant }]);
  const writing = readRows(database.db, tenant, sql`delete from events returning id`);
  await expect(writing.next()).rejects.toMatchObject({ code: "42601" });
});

test("a reader that stops gives the connection back, out of its transaction and of its role", async () => {
  for await (const rows of read(1_000_000)) {
    expect(rows).toHaveLength(500);
    break;
  }
  const [row] = await nextQuery();
  expect(row?.role).not.toBe("eventmaster_tenant");
});

test("nothing is asked of the database before the first piece is", async () => {
  read(10);
  expect(await nextQuery()).toHaveLength(1);
});

test("a reader that takes nothing for too long loses the reading, and the pool goes on", async () => {
  const rows = read(1_000_000, { patienceMs: 50 });
  await rows.next();
  expect(await nextQuery()).toHaveLength(1);
  await expect(rows.next()).rejects.toThrow("The rows were not taken for too long");
  expect(await nextQuery()).toHaveLength(1);
});

test.each(["between two pieces", "while a piece is fetched"])(
  "a connection that is lost %s fails the reading, not the process, and the pool goes on",
  async (when) => {
    const rows = readRows<{ n: number }>(
      database.db,
      tenant,
      sql`select n, pg_sleep(case when n > 500 then 60 else 0 end) from generate_series(1, 1000) n`,
    );
    await rows.next();
    const next = when === "between two pieces" ? null : outcomeOf(rows);
    const witness = connect(database.url, { max: 1 });
    await witness.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    await witness.close();
    // The loss is known here a moment after it has happened.
    if (!next) await nextQuery();
    expect(await (next ?? outcomeOf(rows))).toMatchObject({ code: expect.any(String) });
    // The pool may still hand out the connection that is just ending.
    await vi.waitFor(nextQuery);
  },
);

function outcomeOf(rows: AsyncGenerator): Promise<unknown> {
  return rows.next().catch((error: unknown) => error);
}
