import { sql as raw } from "drizzle-orm";
import { integer, pgTable, timestamp } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction, sqlState, violatedConstraint } from "./client.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const accounts = pgTable("test_accounts", {
  id: integer("id").primaryKey(),
  balance: integer("balance").notNull(),
  changedAt: timestamp("changed_at", { withTimezone: true, precision: 3 }),
});

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.sql`create table test_accounts (
    id integer primary key, balance integer not null constraint test_balance_not_negative check (balance >= 0),
    changed_at timestamptz(3)
  )`;
});
beforeEach(async () => {
  const { db } = database;
  await db.delete(accounts);
  await db.insert(accounts).values([1, 2].map((id) => ({ id, balance: 10 })));
});
afterAll(() => database.close());

describe("times", () => {
  const moment = new Date("2026-03-29T01:30:00.123Z");

  test("come back as the date that was stored", async () => {
    await database.db.update(accounts).set({ changedAt: moment });
    const [account] = await database.db.select().from(accounts).limit(1);
    expect(account?.changedAt).toEqual(moment);
  });

  test("can be used inside a raw fragment", async () => {
    await database.db.update(accounts).set({ changedAt: moment });
    const found = await database.db
      .select()
      .from(accounts)
      .where(raw`${accounts.changedAt} = ${moment}`);
    expect(found).toHaveLength(2);
    expect(await database.sql`select from test_accounts where changed_at <= ${moment}`).toHaveLength(2);
  });
});

describe("a failed statement", () => {
  test("tells its SQLSTATE and the constraint that it violated", async () => {
    const error = await database.db
      .update(accounts)
      .set({ balance: -1 })
      .catch((reason: unknown) => reason);
    expect(sqlState(error)).toBe("23514");
    expect(violatedConstraint(error)).toBe("test_balance_not_negative");
  });

  test("of another kind violated no constraint", async () => {
    const error = await database.db.execute(raw`select 1 / 0`).catch((reason: unknown) => reason);
    expect(sqlState(error)).toBe("22012");
    expect(violatedConstraint(error)).toBeUndefined();
  });

  test("is not confused with any other error", () => {
    expect(sqlState(Object.assign(new Error("no"), { code: "23505" }))).toBeUndefined();
    expect(sqlState(undefined)).toBeUndefined();
  });
});

describe("inTransaction", () => {
  test("runs again when PostgreSQL gave up one of two deadlocked transactions", async () => {
    const meeting = Promise.withResolvers<void>();
    let arrived = 0;
    let attempts = 0;
    const transfer = (from: number, to: number) =>
      inTransaction(database.db, async (tx) => {
        attempts++;
        const change = (id: number, amount: number) =>
          tx
            .update(accounts)
            .set({ balance: raw`balance + ${amount}` })
            .where(raw`id = ${id}`);
        await change(from, -1);
        // Both hold their first row before either asks for the other's.
        if (++arrived === 2) meeting.resolve();
        await meeting.promise;
        await change(to, 1);
      });
    await Promise.all([transfer(1, 2), transfer(2, 1)]);
    expect(attempts).toBe(3);
    expect((await database.db.select().from(accounts)).map((account) => account.balance)).toEqual([10, 10]);
  });

  test("gives up after three retries", async () => {
    let attempts = 0;
    const failing = inTransaction(database.db, async (tx) => {
      attempts++;
      await tx.execute(
        raw`do $$ begin raise exception 'again' using errcode = 'serialization_failure'; end $$`,
      );
    });
    await expect(failing).rejects.toSatisfy((error) => sqlState(error) === "40001");
    expect(attempts).toBe(4);
  });

  test("passes any other error on at once, and undoes the work", async () => {
    let attempts = 0;
    const failing = inTransaction(database.db, async (tx) => {
      attempts++;
      await tx.delete(accounts);
      throw new Error("not today");
    });
    await expect(failing).rejects.toThrow("not today");
    expect(attempts).toBe(1);
    expect(await database.db.select().from(accounts)).toHaveLength(2);
  });
});
