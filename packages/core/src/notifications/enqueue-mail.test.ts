import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Context, reading, transaction } from "../context.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { enqueueMail, enqueueMails, type Mail } from "./enqueue-mail.ts";

let system: TestSystem;
let organization: TestOrganization;
let ctx: Context;
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
  organization = await system.makeOrganization();
});
beforeEach(async () => {
  await system.sql`delete from pgboss.job`;
  ctx = organization.anonymous();
});
afterAll(() => system.close());

const mail: Mail = {
  to: "ada@company.test",
  userId: null,
  kind: "verify_email",
  about: { link: "https://events.test/verify-email?token=abc" },
};

function waiting() {
  return system.sql`select name, data, state, start_after > now() as is_for_later from pgboss.job`;
}

test("a mail waits in the queue once its change has committed, with its tenant and request", async () => {
  await transaction(ctx, async (ctx) => {
    await enqueueMail(ctx, mail);
    expect(await waiting()).toEqual([]);
  });
  expect(await waiting()).toEqual([
    {
      name: "mail.send",
      data: { organizationId: organization.organizationId, requestId: ctx.requestId, payload: mail },
      state: "created",
      is_for_later: false,
    },
  ]);
});

describe("a change that is rolled back", () => {
  test("leaves no mail behind", async () => {
    const failing = transaction(ctx, async (ctx) => {
      await enqueueMail(ctx, mail);
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await waiting()).toEqual([]);
  });

  test("control: one that was put there outside the change's transaction stays", async () => {
    const failing = transaction(ctx, async (ctx) => {
      await system.db.transaction((tx) => ctx.jobs.add(tx, "mail.send", [{ data: envelope(ctx) }]));
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await waiting()).toHaveLength(1);
  });

  function envelope({ organizationId, requestId }: Context) {
    return { organizationId, requestId, payload: mail };
  }
});

test("what only reads cannot send", async () => {
  await expect(reading(ctx, (ctx) => enqueueMail(ctx, mail))).rejects.toMatchObject({
    cause: { code: "25006" },
  });
});

test("thousands go in a few statements", async () => {
  const mails = Array.from({ length: 2500 }, (_, number) => ({
    ...mail,
    to: `person-${number}@company.test`,
  }));
  await transaction(ctx, (ctx) => enqueueMails(ctx, mails));
  const [row] = await system.sql`
    select count(*)::int as jobs, count(distinct data #>> '{payload,to}')::int as people from pgboss.job`;
  expect(row).toEqual({ jobs: 2500, people: 2500 });
});

test("a connection plans the insert once, however many mails go through it", async () => {
  await transaction(ctx, async (ctx) => {
    await enqueueMail(ctx, mail);
    await enqueueMail(ctx, mail);
    const planned = await ctx.db.execute(sql`
      select (generic_plans + custom_plans)::int as runs from pg_prepared_statements
      where statement like '%job_common%' and statement like '%mail.send%'`);
    expect(planned).toHaveLength(1);
    expect(planned[0]?.["runs"]).toBeGreaterThanOrEqual(2);
  });
});

test("many changes at once on few connections do not wait for one another's", async () => {
  await Promise.all(
    Array.from({ length: 40 }, () => transaction(organization.anonymous(), (ctx) => enqueueMail(ctx, mail))),
  );
  expect(await waiting()).toHaveLength(40);
});

test("a job can be for later", async () => {
  await transaction(ctx, (ctx) =>
    enqueueJob(ctx, "mail.send", mail, { startAfter: new Date(Date.now() + 3_600_000) }),
  );
  const [job] = await waiting();
  expect(job).toMatchObject({ is_for_later: true });
});

test("after its addition the transaction still sees its own tenant only", async () => {
  await transaction(ctx, async (ctx) => {
    await enqueueMail(ctx, mail);
    const [row] = await ctx.db.execute(sql`select current_user::text as role`);
    expect(row).toEqual({ role: "eventmaster_tenant" });
  });
});

describe("a request", () => {
  test.each([
    ["read what waits", sql`select data from pgboss.job`],
    ["read it past the partitioned table", sql`select data from pgboss.job_common`],
    ["change it", sql`update pgboss.job_common set data = '{}'`],
    ["delete it", sql`delete from pgboss.job_common`],
    ["change a queue", sql`update pgboss.queue set retry_limit = 0`],
  ])("cannot %s", async (_, statement) => {
    await transaction(ctx, (ctx) => enqueueMail(ctx, mail));
    const prying = transaction(ctx, ({ db }) => db.execute(statement));
    await expect(prying).rejects.toMatchObject({ cause: { code: "42501" } });
    // Control: it is not the statement that is wrong.
    await system.db
      .transaction(async (tx) => {
        await tx.execute(statement);
        throw new Error("only tried");
      })
      .catch((error: Error) => expect(error.message).toBe("only tried"));
  });
});
