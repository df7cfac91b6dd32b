import { keyActions } from "@eventmaster/contract/api-keys";
import { apiKeys } from "@eventmaster/db/schema/accounts";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getMyData } from "../accounts/get-my-data.ts";
import { may } from "../authorize.ts";
import type { Context } from "../context.ts";
import { getEvent } from "../events/get-event.ts";
import { listManagedEvents } from "../events/list-managed-events.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { changeRole } from "../users/change-role.ts";
import { listUsers } from "../users/list-users.ts";
import { authenticateApiKey } from "./authenticate-api-key.ts";
import { createApiKey } from "./create-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let organizer: Person;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  admin = await organization.makeUser("admin");
  organizer = await organization.makeUser("organizer");
});

const firstPage = { limit: 20, offset: 0 };
const events = { ...firstPage, order: "latest" as const };
const later = (milliseconds: number) => new Date(Date.now() + milliseconds);
const refused = { code: "session_ended" };

/** A request that carries the key, as the gate makes it. */
async function machine(key: string, now = new Date()): Promise<Context> {
  const gate = organization.anonymous({ now });
  const { organizationId, ...actor } = await authenticateApiKey(gate, key);
  return system.contextFor(organizationId, actor, { now });
}

const lastUsed = async (id: string) =>
  (await system.db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]!.lastUsedAt;

describe("an API key", () => {
  test("is shown once, and kept as a hash with its beginning", async () => {
    const ctx = organizer.ctx();
    const created = await createApiKey(ctx, { name: "Newsletter", actions: ["event:list-managed"] });
    expect(created.key).toMatch(/^em_[\w-]{43}$/u);
    expect(created.prefix).toBe(created.key.slice(0, 11));
    const rows = await system.db.select().from(apiKeys).where(eq(apiKeys.id, created.id));
    expect(JSON.stringify(rows)).not.toContain(created.key);
    const { key: _, ...shown } = created;
    expect(await listApiKeys(organizer.ctx())).toEqual({ items: [shown] });
    expect(await system.auditOf(ctx)).toEqual([
      {
        action: "api_key.create",
        subjectType: "api_key",
        subjectId: created.id,
        actorId: organizer.userId,
        organizationId: organization.organizationId,
        details: { actions: ["event:list-managed"], expiresAt: null },
      },
    ]);
    const told = await system.mailsTo(organizer.email);
    expect(told.kinds).toEqual(["security_notice"]);
    expect(told.abouts[0]).toMatchObject({ event: "api_key_created", keyNames: ["Newsletter"] });
    expect(JSON.stringify(told.abouts)).not.toContain(created.prefix);
  });

  test("does what it names, as its owner, and nothing else", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    const { key } = await createApiKey(organizer.ctx(), { name: "k", actions: ["event:list-managed"] });
    const ctx = await machine(key);
    expect((await listManagedEvents(ctx, events)).items.map(({ id }) => id)).toEqual([event.id]);
    for (const action of keyActions)
      expect(may(ctx.actor, action), action).toBe(action === "event:list-managed" || may(null, action));
    const theirs = await organization.makeEvent(admin, { status: "pending" });
    const ofAdmin = await createApiKey(admin.ctx(), { name: "k", actions: ["ticket:scan"] });
    const scanner = await machine(ofAdmin.key);
    await expectRefusal(system, scanner, (ctx) => listUsers(ctx, firstPage), "forbidden");
    // An admin sees every pending event; a key that is only for doors does not.
    await expectRefusal(
      system,
      scanner,
      (ctx) =>
        getEvent({ ...ctx, actor: { ...ctx.actor!, userId: organizer.userId } }, { eventId: theirs.id }),
      "not_found",
    );
  });

  test("never may more than its owner may at that moment", async () => {
    const { key } = await createApiKey(admin.ctx(), {
      name: "k",
      actions: ["user:list", "event:list-managed"],
    });
    expect((await listUsers(await machine(key), firstPage)).total).toBe(2);
    await organization.makeUser("admin");
    await changeRole(admin.ctx(), { userId: admin.userId, role: "organizer" });
    await expectRefusal(system, await machine(key), (ctx) => listUsers(ctx, firstPage), "forbidden");
    await listManagedEvents(await machine(key), events);
  });

  test("cannot be made for what its owner may not, nor for the past", async () => {
    const beyond = await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => createApiKey(ctx, { name: "k", actions: ["event:approve"] }),
      "validation",
    );
    expect(beyond.fields).toEqual({ actions: "Your role does not allow event:approve" });
    await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) => createApiKey(ctx, { name: "k", actions: ["event:edit"], expiresAt: later(-1000) }),
      "validation",
    );
  });

  test("manages neither keys nor accounts, whatever it says it is for", async () => {
    const { id, key } = await createApiKey(admin.ctx(), { name: "k", actions: ["user:list"] });
    await system.db
      .update(apiKeys)
      .set({ actions: ["api-key:manage", "account:manage", "user:change-role"] })
      .where(eq(apiKeys.id, id));
    const ctx = await machine(key);
    await expectRefusal(system, ctx, listApiKeys, "forbidden");
    await expectRefusal(system, ctx, getMyData, "forbidden");
    await expectRefusal(
      system,
      ctx,
      (at) => changeRole(at, { userId: organizer.userId, role: "admin" }),
      "forbidden",
    );
    expect(keyActions.some((action) => /^(?:account|api-key|organization):/u.test(action))).toBe(false);
  });

  test("works until it is revoked, by its owner only", async () => {
    const { id, key } = await createApiKey(organizer.ctx(), { name: "k", actions: ["event:edit"] });
    await expectRefusal(system, admin.ctx(), (ctx) => revokeApiKey(ctx, { apiKeyId: id }), "not_found");
    await machine(key);
    const ctx = organizer.ctx();
    await revokeApiKey(ctx, { apiKeyId: id });
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "api_key.revoke", subjectId: id }]);
    const again = organizer.ctx();
    await revokeApiKey(again, { apiKeyId: id });
    expect(await system.auditOf(again)).toEqual([]);
    await expect(machine(key)).rejects.toMatchObject(refused);
  });

  test("works until it expires; what is no key never does", async () => {
    const expiresAt = later(day);
    const { key } = await createApiKey(organizer.ctx(), { name: "k", actions: ["event:edit"], expiresAt });
    await machine(key, later(day - 5000));
    await expect(machine(key, later(day + 1))).rejects.toMatchObject(refused);
    await expect(machine(`${key}x`)).rejects.toMatchObject(refused);
    await expect(machine("em_")).rejects.toMatchObject(refused);
  });

  test("acts in its own organization, and refuses a request that names another", async () => {
    const { key } = await createApiKey(organizer.ctx(), { name: "k", actions: ["event:edit"] });
    const other = (await system.makeOrganization()).anonymous();
    expect(await authenticateApiKey(other, key)).toMatchObject({
      organizationId: organization.organizationId,
    });
    await expect(authenticateApiKey({ ...other, isOrganizationNamed: true }, key)).rejects.toMatchObject({
      code: "organization_not_found",
    });
  });

  test("remembers its last use to the minute", async () => {
    const { id, key } = await createApiKey(organizer.ctx(), { name: "k", actions: ["event:edit"] });
    expect(await lastUsed(id)).toBeNull();
    const first = new Date();
    await machine(key, first);
    await machine(key, new Date(first.getTime() + 59_000));
    expect(await lastUsed(id)).toEqual(first);
    const next = new Date(first.getTime() + 61_000);
    await machine(key, next);
    expect(await lastUsed(id)).toEqual(next);
  });

  test("is for people who are signed in", async () => {
    await expectRefusal(system, organization.anonymous(), listApiKeys, "not_signed_in");
  });
});
