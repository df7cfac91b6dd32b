import type { Me } from "@eventmaster/contract/accounts";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** The person signed in. @throws not_signed_in, session_ended when the account is gone */
export async function getMe(ctx: Context): Promise<Me> {
  // A self check-in knows whose door it is, and no more of the account.
  const actor = authorize(ctx, ctx.actor?.isAtKiosk ? "ticket:scan" : "account:manage");
  return reading(ctx, async (ctx) => {
    const [user] = await ctx.db
      .select({
        id: users.id,
        email: users.email,
        displayName: users.displayName,
        locale: users.locale,
        timeZone: users.timeZone,
      })
      .from(users)
      .where(eq(users.id, actor.userId));
    if (!user) throw new DomainError("session_ended");
    return { ...user, role: actor.role, organizationId: ctx.organizationId };
  });
}
