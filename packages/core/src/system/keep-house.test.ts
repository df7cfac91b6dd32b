import { accountTokens, invitations } from "@eventmaster/db/schema/accounts";
import { doorPasses } from "@eventmaster/db/schema/door-devices";
import { sessions } from "@eventmaster/db/schema/sessions";
import { inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deviceAt } from "../testing/door-things.ts";
import {
  day,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { keepHouse } from "./keep-house.ts";

let system: TestSystem;
let organization: TestOrganization;
let person: Person;
beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  person = await organization.makeUser("admin");
});
afterAll(() => system.close());

const ago = (days: number) => new Date(Date.now() - days * day);

async function session(fields: Partial<typeof sessions.$inferInsert>): Promise<string> {
  const id = uuidv7();
  const { hash } = system.refreshTokens.first(id);
  await system.db
    .insert(sessions)
    .values({ id, userId: person.userId, tokenHash: hash, expiresAt: ago(-1), ...fields });
  return id;
}

async function token(expiresAt: Date): Promise<string> {
  const id = uuidv7();
  const { userId, email } = person;
  await system.db
    .insert(accountTokens)
    .values({ id, userId, email, purpose: "verify_email", tokenHash: id, expiresAt });
  return id;
}

async function invitation(
  expiresAt: Date,
  fields: Partial<typeof invitations.$inferInsert> = {},
): Promise<string> {
  const id = uuidv7();
  const { organizationId } = organization;
  await system.db
    .insert(invitations)
    .values({ id, organizationId, email: "a@b.test", role: "member", tokenHash: id, expiresAt, ...fields });
  return id;
}

test("what is over goes, of every organization; what somebody may still need stays", async () => {
  const [live, endedNow, endedLongAgo, expiredLongAgo] = [
    await session({}),
    await session({ endedAt: ago(29) }),
    await session({ endedAt: ago(31) }),
    await session({ expiresAt: ago(31) }),
  ];
  const [usable, justOver, over] = [await token(ago(-1)), await token(ago(0.5)), await token(ago(2))];
  const [open, expired, forgotten, accepted] = [
    await invitation(ago(-1)),
    await invitation(ago(89)),
    await invitation(ago(91)),
    await invitation(ago(91), { acceptedAt: ago(95) }),
  ];
  const event = await organization.makeEvent(person);
  const deviceId = await deviceAt(system, event.id);
  const pass = { organizationId: organization.organizationId, eventId: event.id, deviceId, tokenHash: "" };
  await system.db.insert(doorPasses).values([
    { ...pass, id: uuidv7(), expiresAt: ago(2) },
    { ...pass, id: uuidv7(), expiresAt: ago(0.5) },
  ]);
  await system.sql`insert into rate_limits (key, points, expire) values
    ('limit:reads:old', 1, ${ago(2).getTime()}), ('limit:reads:new', 1, ${ago(-1).getTime()})`;

  expect(await keepHouse(organization.anonymous())).toEqual([
    { table: "account_tokens", deleted: 1 },
    { table: "sessions", deleted: 2 },
    { table: "invitations", deleted: 2 },
    { table: "door_passes", deleted: 1 },
    { table: "rate_limits", deleted: 1 },
  ]);
  const idsOf = async (table: typeof sessions | typeof accountTokens | typeof invitations, ids: string[]) =>
    (await system.db.select({ id: table.id }).from(table).where(inArray(table.id, ids)))
      .map(({ id }) => id)
      .toSorted();
  expect(await idsOf(sessions, [live, endedNow, endedLongAgo, expiredLongAgo])).toEqual([live, endedNow]);
  expect(await idsOf(accountTokens, [usable, justOver, over])).toEqual([usable, justOver]);
  expect(await idsOf(invitations, [open, expired, forgotten, accepted])).toEqual([open, expired]);
  expect(await system.sql`select key from rate_limits`).toMatchObject([{ key: "limit:reads:new" }]);
  expect(await keepHouse(organization.anonymous())).toEqual([]);
});

test("two runs at once share the work, past the size of a batch, and none is done twice", async () => {
  await system.db.execute(sql`
    insert into account_tokens (id, user_id, purpose, token_hash, email, expires_at)
    select gen_random_uuid(), ${person.userId}, 'verify_email', 'old ' || n, 'a@b.test', ${ago(3).toISOString()}::timestamptz
    from generate_series(1, 2500) n`);
  const runs = await Promise.all([1, 2].map(() => keepHouse(organization.anonymous())));
  const deleted = runs.flat().filter(({ table }) => table === "account_tokens");
  expect(deleted.reduce((sum, run) => sum + run.deleted, 0)).toBe(2500);
});

test("a run holds nobody up, and is not held up, where a row is in use", async () => {
  const id = await token(ago(2));
  await system.sql.begin(async (using) => {
    await using`select from account_tokens where id = ${id} for update`;
    expect(await keepHouse(organization.anonymous())).toEqual([]);
  });
  expect(await keepHouse(organization.anonymous())).toEqual([{ table: "account_tokens", deleted: 1 }]);
});

test("the clock starts it, once an hour, however many servers there are", async () => {
  const schedules = await system.sql`
    select name, cron, data from pgboss.schedule where name = 'system.keep-house'`;
  expect(schedules).toEqual([expect.objectContaining({ cron: "23 * * * *" })]);
});
