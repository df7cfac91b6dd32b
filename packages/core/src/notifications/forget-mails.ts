import { deadLetters } from "@eventmaster/db/job-queues";
import { enterTenant } from "@eventmaster/db/tenant";
import { sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/**
 * Takes mails to a person, and to addresses that they had, out of the queue and from among those that were given up, whoever they came from. The
 * tenant's role may not see jobs, so the transaction leaves it for one statement that carries its whole condition itself.
 */
export async function forgetMailsTo(
  ctx: TenantContext,
  { userId, addresses }: { userId: string; addresses: string[] },
): Promise<void> {
  const wanted = JSON.stringify(addresses.map((address) => address.toLowerCase()));
  await ctx.db.execute(sql`select set_config('role', 'none', true)`);
  await ctx.db.execute(sql`
    delete from pgboss.job where name in ('mail.send', ${deadLetters}) and state <> 'active'
      and (${wanted}::jsonb ? lower(data -> 'payload' ->> 'to') or data -> 'payload' ->> 'userId' = ${userId})`);
  await enterTenant(ctx.db, ctx.organizationId);
}
