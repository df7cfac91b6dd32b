import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrationsFolder } from "./migrate.ts";
import { createTestDatabase } from "./test-database.ts";

test("check-in points of an event that differ by case only were given numbers, the oldest kept its name", async () => {
  const database = await createTestDatabase({ max: 1 });
  const { sql } = database;
  const migration = await readFile(
    join(migrationsFolder, "0020_webhook_attempts_and_point_names.sql"),
    "utf8",
  );
  const rename = migration.split("--> statement-breakpoint").find((part) => part.includes("row_number()"));
  const names = ["VIP", "vip", "Vip", "vip (2)", "Gate", "x".repeat(100), "X".repeat(100)];
  // As it was before: points without anything around them.
  await sql`set session_replication_role = replica`;
  await sql`drop index check_in_points_name_key`;
  for (const event of ["00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"])
    for (const [second, name] of names.entries())
      await sql`insert into check_in_points (id, organization_id, event_id, name, created_at)
        values (gen_random_uuid(), ${event}, ${event}, ${name}, to_timestamp(${second}))`;
  await sql.unsafe(rename ?? "");
  const rows = await sql<{ name: string }[]>`
    select name from check_in_points where event_id = '00000000-0000-7000-8000-000000000001' order by created_at`;
  const [first, second, third, ...rest] = rows.map(({ name }) => name);
  expect(first).toBe("VIP");
  expect(new Set([second?.toLowerCase(), third?.toLowerCase()])).toEqual(new Set(["vip (3)", "vip (4)"]));
  expect(rest).toEqual(["vip (2)", "Gate", "x".repeat(100), `${"X".repeat(90)} (2)`]);
  await sql`create unique index check_in_points_name_key on check_in_points (event_id, lower(name)) where removed_at is null`;
  await database.close();
});
